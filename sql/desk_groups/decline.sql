-- A no to a group.
-- :group text
-- :reason text
-- :next_step text
select * from finish(groups_decline(:'group', :'reason', :'next_step'));
