-- Asks for a code by mail.
-- :address text
-- :name text
-- :subject text
-- :phone text
-- :browser text
-- :next text
-- :client text
select * from finish(sign_ins_new(:'address', :'name', :'subject', :'phone', :'browser', :'next', :'client'));
