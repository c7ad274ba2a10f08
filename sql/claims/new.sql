-- A volunteer raises a hand for a task's seat.
-- :task text
-- :seat text
-- :words text
-- :read bool
select * from finish(claims_new(:'task', :'seat', :'words', :'read'));
