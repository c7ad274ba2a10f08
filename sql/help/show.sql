-- How much I hold, and how much I said I would.
select v.state, v.agreed_at is null as draft, v.state = 'new' and v.agreed_at is not null as waits, v.state = 'declined' as declined,
    v.state = 'vetted' as vetted, v.capacity, held(me()) as held, v.paused_until,
    coalesce(v.paused_until >= local_today(), false) as paused, v.reason, v.next_step,
    promised('vet_volunteer', p.ref) as due_on
from data.volunteers v join data.people p on p.id = v.person_id where v.person_id = me() and v.community_id = here();
