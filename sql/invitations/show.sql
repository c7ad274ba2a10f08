-- An invitation to me.
-- :invitation text
select i.ref, i.seat, i.state, i.words, local(i.created_at) as at, i.state = 'sent' as waiting, i.state = 'accepted' as accepted,
    i.state = 'declined' as declined, i.state in ('cancelled', 'lapsed') as over, t.ref as task_ref, p.name as invited_by,
    (select max(m.ref) from data.matches m where m.task_id = t.id and m.person_id = me() and m.state <> 'released') as match_ref,
    held(me()) >= v.capacity as full, v.capacity, held(me()) as held,
    (select min(d.due_on) from data.promises d where d.kind = 'invitation' and d.subject_ref = i.ref and d.state = 'due') as due_on
from data.invitations i join data.tasks t on t.id = i.task_id join data.people p on p.id = i.invited_by
join data.volunteers v on v.person_id = i.person_id
where i.ref = :'invitation' and i.person_id = me() and i.community_id = here();
