-- A person as a coordinator knows them; how to reach them after a look.
-- :person text
select p.ref, p.name, split_part(p.name, ' ', 1) as first_name, a.address, envelope('accounts.phone', a.vault, a.phone) as phone,
    exists (select from data.accounts c where c.person_id = p.id) as reachable, p.state as person_state,
    local(p.created_at) as at, k.person_id is not null as coordinator, p.id = me() as own,
    v.person_id is not null as is_volunteer, v.state, v.words, v.reach_km, v.afar, pl.name as place, v.capacity, v.interests,
    v.paused_until, v.paused_until >= local_today() as paused, local(v.agreed_at) as agreed_at, local(v.asked_at) as asked_at,
    v.reason, v.next_step, local(v.vetted_at) as vetted_at, b.name as vetted_by, held(p.id) as held,
    v.state = 'new' and v.agreed_at is not null and p.id <> me() as can_decline,
    v.state in ('new', 'declined') and v.agreed_at is not null and p.id <> me() as can_vet,
    v.state = 'new' and v.agreed_at is null as unfinished,
    p.state = 'active' and p.id <> me() and k.person_id is null as can_pause, p.state = 'suspended' as barred,
    (select min(d.due_on) from data.promises d where d.kind = 'vet_volunteer' and d.subject_ref = p.ref and d.state = 'due') as due_on
from data.people p left join data.accounts a on a.person_id = p.id and desk_looked_at(p.id, null) left join data.volunteers v on v.person_id = p.id
left join data.places pl on pl.id = v.place_id left join data.people b on b.id = v.vetted_by
left join data.coordinators k on k.person_id = p.id
where p.ref = :'person' and p.community_id = here() and at_desk() and p.state <> 'erased';
