-- One side says how it went.
-- :ref text
-- :worked text
-- :respected text
-- :again text
-- :minutes bigint
-- :words text
select * from finish(feedback_new(:'ref', :'worked', :'respected', :'again', :'minutes', :'words'));
