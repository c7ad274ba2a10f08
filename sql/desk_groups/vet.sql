-- A group is one of ours.
-- :group text
select * from finish(groups_vet(:'group'));
