-- A no to a request, with a reason and a next step.
-- :request text
-- :reason text
-- :next_step text
select * from finish(desk_decline(:'request', :'reason', :'next_step'));
