-- The key of one of my groups and what it opens, for changing that.
-- :group text
select * from groups_vault(:'group');
