-- A volunteer and a task, for the words of an invitation.
-- :task text
-- :person text
select t.ref, t.title, t.minutes, g.name as group_name, p.ref as person_ref, p.name, split_part(p.name, ' ', 1) as first_name,
    v.words as about, t.seats, case when not exists (select from data.matches m where m.task_id = t.id and m.seat = 'lead'
    and m.state <> 'released') then 'yes' end as lead_free,
    case when t.seats = 2 and not exists (select from data.matches m where m.task_id = t.id and m.seat = 'second'
    and m.state <> 'released') then 'yes' end as second_free, working_days(promise_days('invitation')) as answer_by
from data.tasks t join data.groups g on g.id = t.group_id
join data.people p on p.ref = :'person' and p.community_id = here() and p.state = 'active'
join data.volunteers v on v.person_id = p.id
where t.ref = :'task' and t.community_id = here() and at_desk();
