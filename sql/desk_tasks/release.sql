-- A coordinator ends a match; the seat is free again.
-- :match text
-- :reason text
select * from finish(desk_release(:'match', :'reason'));
