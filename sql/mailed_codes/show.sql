-- What the page about a code that was mailed to me may know.
-- :purpose text
-- :ref text
-- :browser text
select * from mailed_code_state(:'purpose', :'ref', :'browser');
