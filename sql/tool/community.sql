-- Keeps a community as the settings tell it.
-- :key text
-- :name text
-- :zone text
-- :zone_label text
-- :country text
-- :phone text
-- :phone_hours text
-- :emergency_phone text
-- :trusted_role text
-- :trusted_mail text
insert into data.communities (key, name, zone, zone_label, country, phone, phone_hours, emergency_phone, trusted_role, trusted_mail)
values (:'key', :'name', :'zone', :'zone_label', :'country', :'phone', :'phone_hours', :'emergency_phone', :'trusted_role',
    :'trusted_mail')
on conflict (key) do update set name = excluded.name, zone = excluded.zone, zone_label = excluded.zone_label,
	country = excluded.country, phone = excluded.phone, phone_hours = excluded.phone_hours,
	emergency_phone = excluded.emergency_phone, trusted_role = excluded.trusted_role, trusted_mail = excluded.trusted_mail;
