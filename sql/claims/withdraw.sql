-- A volunteer takes a claim back.
-- :claim text
select * from finish(claims_withdraw(:'claim'));
