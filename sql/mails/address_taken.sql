-- Somebody else wanted this address.
-- :about jsonb
select (:'about') is not null as there;
