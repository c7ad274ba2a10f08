-- A member asks somebody once more.
-- :group text
-- :invitation text
select * from finish(memberships_again(:'group', :'invitation'));
