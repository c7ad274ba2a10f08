-- A draft begins for one of my groups; null: the only one.
-- :group text
select * from finish(asks_new(:'group'));
