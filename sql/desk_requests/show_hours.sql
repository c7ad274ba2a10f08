-- When somebody of the group is there.
-- :request text
select h.slot from data.requests r cross join lateral unnest(slots()) with ordinality h (slot, place)
where r.ref = :'request' and r.community_id = here() and at_desk() and h.slot = any (r.hours) order by h.place;
