-- Somebody who is paused says how they see it.
-- :words text
select * from finish(suspensions_answer(:'words'));
