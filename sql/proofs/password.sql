-- The right password proves who I am.
-- :seen text
-- :token text
-- :next text
select * from finish(proofs_password(:'seen', :'token', :'next'));
