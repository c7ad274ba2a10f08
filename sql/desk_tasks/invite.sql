-- A volunteer is asked to take a seat.
-- :task text
-- :person text
-- :seat text
-- :words text
select * from finish(invitations_new(:'task', :'person', :'seat', :'words'));
