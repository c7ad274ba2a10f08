-- A claim that was taken back, for a coordinator.
-- :about jsonb
select t.ref, t.title, g.name as group_name, p.name
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id join data.people p on p.id = c.person_id
where c.ref = :'about' ->> 'claim' and c.community_id = here() and at_desk();
