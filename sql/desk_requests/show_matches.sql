-- Who helps with a request.
-- :request text
select m.ref, m.state, m.seat, p.name, p.ref as person_ref, t.title, t.ref as task_ref,
    m.state not in ('released', 'closed', 'confirmed') as living
from data.matches m join data.requests r on r.id = m.request_id join data.people p on p.id = m.person_id
join data.tasks t on t.id = m.task_id
where r.ref = :'request' and r.community_id = here() and at_desk() order by m.id;
