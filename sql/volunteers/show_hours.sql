-- The parts of a week that suit me.
select h.slot from data.volunteers v cross join lateral unnest(slots()) with ordinality h (slot, place)
where v.person_id = me() and v.community_id = here() and h.slot = any (v.hours) order by h.place;
