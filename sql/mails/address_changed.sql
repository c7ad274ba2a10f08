-- The old address hears of the new one, and can put itself back.
-- :about jsonb
select (:'about') is not null as there;
