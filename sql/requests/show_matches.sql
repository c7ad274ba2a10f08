-- Who helps with a request.
-- :request text
select m.ref, m.state, m.seat, p.name, t.title, m.state not in ('released', 'closed') as living
from data.requests r join data.matches m on m.request_id = r.id join data.people p on p.id = m.person_id
join data.tasks t on t.id = m.task_id
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups())
order by m.state = 'released', m.id limit 20;
