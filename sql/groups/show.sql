-- One of my groups: what we know of it and where it stands.
-- :group text
select g.ref, g.name, g.does, g.town, g.registration, g.registration_number, d.street, d.entry_notes, g.state, g.reason,
    g.next_step, coalesce(p.name, g.town) as place, nullif(p.region, '') as region, g.place_id,
    g.place_id is null and exists (select from towns_like(g.town)) as place_open,
    groups_vetted_by(g.id) as due_on,
    exists (select from data.requests r where r.group_id = g.id) as has_requests
from data.groups g cross join lateral group_door(g.id) d left join data.places p on p.id = g.place_id
where g.ref = :'group' and g.community_id = here() and g.id in (select my_groups());
