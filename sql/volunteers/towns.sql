-- The towns that the name I typed may mean.
select t.id, t.name, t.region, t.near from data.volunteers v cross join lateral towns_like(v.town) t
where v.person_id = me() and v.community_id = here();
