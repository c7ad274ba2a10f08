-- Adds a passkey that was made just now.
-- :credential bytea
-- :public_key bytea
-- :algorithm int
-- :counter bigint
-- :backed_up bool
-- :name text
-- :challenge text
-- :made bigint
select * from finish(passkeys_new(:'credential', :'public_key', :'algorithm', :'counter', :'backed_up', :'name', :'challenge',
    :'made'));
