-- Invitations that wait for my answer, the first to answer first.
select i.ref, t.title, t.kind, t.minutes, t.afar, p.name as place, g.name as group_name, d.due_on, d.due_on < local_today() as late
from data.invitations i join data.tasks t on t.id = i.task_id join data.groups g on g.id = t.group_id
left join data.places p on p.id = t.place_id
left join data.promises d on d.kind = 'invitation' and d.subject_ref = i.ref and d.state = 'due'
where i.person_id = me() and i.community_id = here() and i.state = 'sent' order by d.due_on, i.id limit 20;
