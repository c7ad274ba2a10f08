-- One counted try at a mailed code.
-- :ref text
-- :code text
-- :browser text
select sign_ins_try(:'ref', :'code', :'browser') as verdict;
