-- A recovery code was used.
-- :about jsonb
select p.ref, recovery_left() as left from data.people p where p.id = me() and (:'about') is not null;
