-- Keeps for how many days things of a kind are kept.
-- :kind text
-- :days int
insert into data.retention (kind, days) values (:'kind', :'days') on conflict (kind) do update set days = excluded.days;
