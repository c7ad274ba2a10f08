-- A group no longer needs what it asked for.
-- :request text
-- :reason text
select * from finish(requests_withdraw(:'request', :'reason'));
