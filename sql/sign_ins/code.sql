-- What the page about a mailed code may know: is it still good, and was it this browser that asked.
-- :ref text
-- :browser text
select * from sign_in_state(:'ref', :'browser');
