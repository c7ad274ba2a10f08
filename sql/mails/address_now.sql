-- The new address is in use.
-- :about jsonb
select (:'about') is not null as there;
