-- The parts of the week when somebody is there, in the order of the week.
-- :request text
select h.slot from data.requests r cross join lateral unnest(slots()) with ordinality h (slot, place)
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups()) and h.slot = any (r.hours)
order by h.place;
