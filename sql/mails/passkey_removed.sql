-- A passkey of somebody was removed.
-- :about jsonb
select p.ref from data.people p where p.id = me() and (:'about') is not null;
