-- Keeps which of the towns I meant; 0: none of them.
-- :place int
select * from finish(volunteers_place(nullif(:'place', 0)));
