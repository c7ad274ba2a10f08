-- The group says whether what was handed over works.
-- :ref text
-- :works text
-- :words text
-- :measure text
select * from finish(matches_confirmation(:'ref', :'works', :'words', :'measure'));
