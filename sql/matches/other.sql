-- The group asks for another volunteer.
-- :ref text
-- :words text
select * from finish(matches_other(:'ref', :'words'));
