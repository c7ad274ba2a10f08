-- Who was asked to take a task, newest first.
-- :task text
select i.ref, i.seat, i.state, local(i.created_at) as at, p.name, p.ref as person_ref, i.state = 'sent' as waiting, i.reason,
    (select min(d.due_on) from data.promises d where d.kind = 'invitation' and d.subject_ref = i.ref and d.state = 'due') as due_on
from data.invitations i join data.tasks t on t.id = i.task_id join data.people p on p.id = i.person_id
where t.ref = :'task' and t.community_id = here() and at_desk() order by i.id desc limit 20;
