-- Keeps which parts of a week suit me.
-- :hours text[]
select * from finish(volunteers_hours(:'hours'));
