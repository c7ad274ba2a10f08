-- A passkey of somebody was added.
-- :about jsonb
select p.ref from data.people p where p.id = me() and (:'about') is not null;
