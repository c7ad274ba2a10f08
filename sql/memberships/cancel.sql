-- A member takes an invitation back.
-- :group text
-- :invitation text
select * from finish(memberships_cancel(:'group', :'invitation'));
