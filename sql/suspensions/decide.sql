-- A coordinator ends a pause, or keeps it after an answer.
-- :person text
-- :verdict text
-- :words text
select * from finish(suspensions_decide(:'person', :'verdict', :'words'));
