-- Who waits for a task, in the order they came.
-- :task text
select c.ref, c.seat, c.words, local(c.created_at) as at, p.name, p.ref as person_ref,
    (select min(d.due_on) from data.promises d where d.kind = 'claim' and d.subject_ref = c.ref and d.state = 'due') as due_on,
    c.person_id = me() as own
from data.claims c join data.tasks t on t.id = c.task_id join data.people p on p.id = c.person_id
where t.ref = :'task' and t.community_id = here() and at_desk() and c.state = 'waiting' order by c.id;
