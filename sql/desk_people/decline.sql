-- A no to a volunteer.
-- :person text
-- :reason text
-- :next_step text
select * from finish(volunteers_decline(:'person', :'reason', :'next_step'));
