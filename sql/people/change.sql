-- My name and phone, as I want them.
-- :name text
-- :phone text
select * from finish(people_change(:'name', :'phone'));
