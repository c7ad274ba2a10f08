-- Keeps which skills I named.
-- :skills text[]
select * from finish(volunteers_skills(:'skills'));
