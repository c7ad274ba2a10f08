-- Whether an appointment took place: held or missed.
-- :ref text
-- :outcome text
select * from finish(appointments_outcome(:'ref', :'outcome'));
