-- Keeps a community as the settings tell it.
-- :key text
-- :name text
-- :zone text
-- :zone_label text
-- :country text
-- :phone text
-- :phone_hours text
insert into data.communities (key, name, zone, zone_label, country, phone, phone_hours)
values (:'key', :'name', :'zone', :'zone_label', :'country', :'phone', :'phone_hours')
on conflict (key) do update set name = excluded.name, zone = excluded.zone, zone_label = excluded.zone_label,
	country = excluded.country, phone = excluded.phone, phone_hours = excluded.phone_hours;
