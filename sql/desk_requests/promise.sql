-- One step that somebody owes, for giving them longer.
-- :request text
-- :kind text
-- :subject text
select r.ref, r.title, step_of(p.kind, p.subject_ref) as kind, p.kind as promised, p.subject_ref as subject, p.due_on, o.name, g.name as group_name,
    p.group_id is not null as of_group, o.ref as person_ref, 'person' as owner
from data.promises p join data.requests r on r.id = p.request_id join data.groups g on g.id = r.group_id
left join data.people o on o.id = p.person_id
where r.ref = :'request' and p.kind = :'kind' and p.subject_ref = :'subject' and r.community_id = here() and at_desk()
and not p.desk and (p.state = 'due' or (p.state = 'missed' and p.told_desk_at is not null)) order by p.id desc limit 1;
