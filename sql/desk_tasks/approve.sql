-- A claim gets its seat.
-- :claim text
select * from finish(claims_approve(:'claim'));
