-- My profile goes to the coordinators.
-- :agreed bool
select * from finish(volunteers_send(:'agreed'));
