-- An invitation that was declined, for a coordinator.
-- :about jsonb
select t.ref, t.title, g.name as group_name, p.name
from data.invitations i join data.tasks t on t.id = i.task_id join data.groups g on g.id = t.group_id join data.people p on p.id = i.person_id
where i.ref = :'about' ->> 'invitation' and i.community_id = here() and at_desk();
