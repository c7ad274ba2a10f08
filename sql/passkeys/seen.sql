-- Counts a try with a passkey, and says what its signature is held against.
-- :credential bytea
-- :client text
select * from passkeys_seen(:'credential', :'client');
