-- The old address is in use again.
-- :about jsonb
select (:'about') is not null as there;
