-- A code that proves that a new address is theirs.
-- :about jsonb
select (:'about') ->> 'code' as ref;
