-- Somebody can't make it.
-- :ref text
-- :words text
select * from finish(appointments_cancel(:'ref', :'words'));
