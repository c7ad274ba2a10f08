-- The towns that the name a group gave may mean.
-- :group text
select t.id, t.name, t.region, t.near, t.id = g.place_id as chosen
from data.groups g cross join lateral towns_like(g.town) t
where g.ref = :'group' and g.community_id = here() and g.id in (select my_groups());
