-- A group that I am about to leave.
-- :group text
select g.ref, g.name, (select count(*) from data.memberships m where m.group_id = g.id and m.left_at is null) = 1 as last
from data.groups g where g.ref = :'group' and g.community_id = here() and g.id in (select my_groups());
