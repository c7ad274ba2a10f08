-- Asks for a code by mail, to prove who I am.
-- :browser text
-- :next text
select * from finish(proofs_new(:'browser', :'next'));
