-- A code for somebody who is signed in and wants to change something.
-- :about jsonb
select (:'about') ->> 'code' as ref;
