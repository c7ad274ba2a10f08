-- The mail went out; its sign-in code is forgotten.
-- :id bigint
update data.outbox set state = 'sent', sent_at = app_now(), secret = null, problem = '' where id = :'id';
