-- My name and phone, as I want them.
-- :name text
-- :subject text
-- :phone text
select * from finish(people_change(:'name', :'subject', :'phone'));
