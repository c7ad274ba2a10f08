-- A member is taken off a group by another; person null: I leave it myself.
-- :group text
-- :person text
select * from finish(memberships_end(:'group', :'person'));
