-- The right code from the mail proves who I am.
-- :ref text
-- :code text
-- :browser text
-- :token text
select * from finish(proofs_enter(:'ref', :'code', :'browser', :'token'));
