-- Ten new recovery codes were made.
-- :about jsonb
select p.ref from data.people p where p.id = me() and (:'about') is not null;
