-- The operator pauses somebody, or keeps or ends a pause.
-- :community text
-- :address text
-- :verdict text
-- :reason text
-- :next_step text
-- :back_on date
select suspensions_of_operator(:'community', :'address', :'verdict', :'reason', :'next_step', :'back_on') as answer;
