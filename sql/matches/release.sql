-- The volunteer cannot go on.
-- :ref text
-- :reason text
select * from finish(matches_release(:'ref', :'reason'));
