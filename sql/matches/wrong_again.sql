-- After it was confirmed, the group says what is wrong again.
-- :ref text
-- :words text
select * from finish(matches_wrong_again(:'ref', :'words'));
