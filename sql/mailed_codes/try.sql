-- One counted try at a code that was mailed to me.
-- :purpose text
-- :ref text
-- :code text
-- :browser text
select mailed_codes_try(:'purpose', :'ref', :'code', :'browser') as verdict;
