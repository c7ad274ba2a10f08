-- The group says that it works after all.
-- :ref text
select * from finish(matches_right_again(:'ref'));
