-- A code for somebody new.
-- :about jsonb
select (:'about') ->> 'sign_in' as ref;
