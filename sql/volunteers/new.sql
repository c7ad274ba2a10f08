-- Somebody begins to tell what they offer.
select * from finish(volunteers_new());
