-- Opens the login of whoever still has the password that was compared.
-- :address text
-- :seen text
-- :browser text
-- :client text
-- :token text
-- :label text
-- :next text
-- :lasts int[]
select * from finish(sign_ins_password(:'address', :'seen', :'browser', :'client', :'token', :'label', :'next', :'lasts'));
