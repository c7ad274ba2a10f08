-- A request is passed on to somebody who can help better.
-- :request text
-- :reason text
-- :next_step text
select * from finish(desk_refer(:'request', :'reason', :'next_step'));
