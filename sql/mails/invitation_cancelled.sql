-- An invitation that was taken back, for whoever was asked.
-- :about jsonb
select i.ref, t.title, g.name as group_name, :'about' ->> 'why' as why
from data.invitations i join data.tasks t on t.id = i.task_id join data.groups g on g.id = t.group_id
where i.ref = :'about' ->> 'invitation' and i.community_id = here() and i.person_id = me();
