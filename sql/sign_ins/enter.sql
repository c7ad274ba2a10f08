-- The right code opens the login.
-- :ref text
-- :code text
-- :browser text
-- :token text
-- :label text
-- :lasts int[]
select * from finish(sign_ins_enter(:'ref', :'code', :'browser', :'token', :'label', :'lasts'));
