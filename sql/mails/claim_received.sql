-- A claim that waits, for who made it.
-- :about jsonb
select c.ref, t.title, g.name as group_name, promised('claim', c.ref) as due_on
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id
where c.ref = :'about' ->> 'claim' and c.community_id = here() and c.person_id = me();
