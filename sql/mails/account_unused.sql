-- An account that nobody used for long: the day it goes.
-- :about jsonb
select p.ref, local(app_now() + interval '30 days') as goes from data.people p where p.id = me() and (:'about') is not null;
