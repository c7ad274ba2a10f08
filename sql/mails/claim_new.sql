-- A new claim, for a coordinator.
-- :about jsonb
select t.ref, t.title, g.name as group_name, p.name, (select min(d.due_on) from data.promises d
    where d.kind = 'claim' and d.subject_ref = c.ref and d.state = 'due') as due_on
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id join data.people p on p.id = c.person_id
where c.ref = :'about' ->> 'claim' and c.community_id = here() and at_desk();
