-- A group as a coordinator checks it; its street after a look.
-- :group text
select g.ref, g.name, g.does, g.state, g.registration, g.registration_number, case when l.looked then d.street end as street,
    d.street <> '' as has_street, l.looked,
    coalesce(p.name, nullif(g.town, '')) as place, nullif(p.region, '') as region, local(g.created_at) as at, g.reason, g.next_step,
    local(g.vetted_at) as vetted_at, v.name as vetted_by, in_group(g.id) as own_group, g.state = 'new' as can_decline,
    g.state <> 'vetted' and not in_group(g.id) as can_vet, needs_member(g.id) as needs_member,
    (select min(d.due_on) from data.promises d where d.kind = 'vet_group' and d.subject_ref = g.ref and d.state = 'due') as due_on,
    exists (select from data.groups o where o.community_id = here() and o.id <> g.id and lower(o.name) = lower(g.name)) as same_name
from data.groups g cross join lateral group_door(g.id) d
cross join lateral (select desk_looked_at(null, g.id) as looked) l left join data.places p on p.id = g.place_id left join data.people v on v.id = g.vetted_by
where g.ref = :'group' and g.community_id = here() and at_desk();
