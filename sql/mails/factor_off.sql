-- A second step was turned off.
-- :about jsonb
select p.ref from data.people p where p.id = me() and (:'about') is not null;
