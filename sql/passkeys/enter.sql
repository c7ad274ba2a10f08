-- Opens the login of whoever used a passkey.
-- :credential bytea
-- :handle text
-- :counter bigint
-- :backed_up bool
-- :challenge text
-- :made bigint
-- :client text
-- :browser text
-- :token text
-- :label text
-- :next text
-- :lasts int[]
select * from finish(passkeys_enter(:'credential', :'handle', :'counter', :'backed_up', :'challenge', :'made', :'client', :'browser',
    :'token', :'label', :'next', :'lasts'));
