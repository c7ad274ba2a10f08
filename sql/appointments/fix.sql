-- One of the proposed times is picked.
-- :ref text
-- :appointment text
-- :there text
select * from finish(appointments_fix(:'ref', :'appointment', :'there'));
