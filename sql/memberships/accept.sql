-- The invited person joins the group.
-- :invitation text
select * from finish(memberships_accept(:'invitation'));
