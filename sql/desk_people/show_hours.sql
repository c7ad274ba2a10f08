-- The parts of a week that suit a volunteer.
-- :person text
select h.slot from data.volunteers v join data.people p on p.id = v.person_id
cross join lateral unnest(slots()) with ordinality h (slot, place)
where p.ref = :'person' and p.community_id = here() and at_desk() and h.slot = any (v.hours) order by h.place;
