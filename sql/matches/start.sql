-- The volunteer starts work that needs no appointment.
-- :ref text
select * from finish(matches_start(:'ref'));
