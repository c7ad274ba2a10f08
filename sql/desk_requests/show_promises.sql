-- Who owes which step of a request, and by when; only what is not done.
-- :request text
select step_of(p.kind, p.subject_ref) as kind, p.kind as promised, p.subject_ref as subject, p.due_on, case when p.desk then 'desk' when p.group_id is not null then 'group'
    else 'person' end as owner, o.name, p.due_on < local_today() as late, not p.desk as can_move,
    p.told_desk_at is not null as told, 'due' as due, p.kind || '-' || p.subject_ref as key
from data.promises p join data.requests r on r.id = p.request_id left join data.people o on o.id = p.person_id
where r.ref = :'request' and r.community_id = here() and at_desk()
and (p.state = 'due' or (p.state = 'missed' and p.told_desk_at is not null)) order by p.due_on, p.id limit 50;
