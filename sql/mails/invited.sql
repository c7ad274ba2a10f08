-- An invitation, for whoever was asked.
-- :about jsonb
select i.ref, t.title, t.minutes, g.name as group_name, (select min(d.due_on) from data.promises d
    where d.kind = 'invitation' and d.subject_ref = i.ref and d.state = 'due') as due_on
from data.invitations i join data.tasks t on t.id = i.task_id join data.groups g on g.id = t.group_id
where i.ref = :'about' ->> 'invitation' and i.community_id = here() and i.person_id = me();
