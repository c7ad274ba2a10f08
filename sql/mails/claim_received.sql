-- A claim that waits, for who made it.
-- :about jsonb
select c.ref, t.title, g.name as group_name, (select min(d.due_on) from data.promises d
    where d.kind = 'claim' and d.subject_ref = c.ref and d.state = 'due') as due_on
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id
where c.ref = :'about' ->> 'claim' and c.community_id = here() and c.person_id = me();
