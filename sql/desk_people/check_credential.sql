-- A credential was looked at, and how.
-- :credential text
-- :verdict text
-- :how text
-- :until date
select * from finish(credentials_check(:'credential', :'verdict', :'how', :'until'));
