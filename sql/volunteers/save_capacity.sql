-- Keeps how many groups I want to help at once.
-- :capacity int
select * from finish(volunteers_capacity(:'capacity'));
