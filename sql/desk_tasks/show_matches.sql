-- Who has or had a seat of a task.
-- :task text
select m.ref, m.state, m.seat, p.name, p.ref as person_ref, m.reason, local(m.created_at) as at,
    m.state in ('agreed', 'scheduled', 'working', 'handed_over') as can_release
from data.matches m join data.tasks t on t.id = m.task_id join data.people p on p.id = m.person_id
where t.ref = :'task' and t.community_id = here() and at_desk() order by m.id desc limit 20;
