-- A group signs up.
-- :name text
-- :does text
-- :registration text
-- :number text
-- :town text
-- :subject text
-- :phone text
select * from finish(groups_new(:'name', :'does', :'registration', :'number', :'town', :'subject', :'phone'));
