-- A claim gets a no with its reason.
-- :claim text
-- :reason text
select * from finish(claims_decline(:'claim', :'reason'));
