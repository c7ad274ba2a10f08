-- I take a break, up to and with that day.
-- :until date
select * from finish(volunteers_pause(:'until'));
