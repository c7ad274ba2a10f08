-- A passkey as the second step, or to prove once more who I am.
-- :credential bytea
-- :counter bigint
-- :backed_up bool
-- :challenge text
-- :made bigint
-- :client text
-- :token text
-- :next text
select * from finish(passkeys_take(:'credential', :'counter', :'backed_up', :'challenge', :'made', :'client', :'token', :'next'));
