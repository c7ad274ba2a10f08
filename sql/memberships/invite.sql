-- A member asks a colleague to join the group.
-- :group text
-- :address text
select * from finish(memberships_invite(:'group', :'address'));
