-- A group says which of the towns is its own; 0: none of them.
-- :group text
-- :place int
select * from finish(groups_place(:'group', nullif(:'place', 0)));
