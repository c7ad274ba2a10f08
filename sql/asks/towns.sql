-- The towns that the name in a story may mean.
-- :request text
select t.id, t.name, t.region, t.near from data.requests r cross join lateral towns_like(r.town) t
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups());
