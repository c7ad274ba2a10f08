-- A coordinator pauses somebody.
-- :person text
-- :reason text
-- :next_step text
-- :back_on date
select * from finish(suspensions_new(:'person', :'reason', :'next_step', :'back_on'));
