-- Keeps how well I know each.
-- :levels text[]
select * from finish(volunteers_levels(:'levels'));
