-- Keeps the interests I declare.
-- :interests text
select * from finish(volunteers_interests(:'interests'));
