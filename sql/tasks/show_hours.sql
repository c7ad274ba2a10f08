-- When somebody of the group is there.
-- :task text
select h.slot from data.tasks t cross join lateral unnest(slots()) with ordinality h (slot, place)
where t.id = task_named(:'task') and t.community_id = here() and h.slot = any (t.hours) order by h.place;
