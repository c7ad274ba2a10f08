-- A task as the coordinator matches it.
-- :task text
select t.ref, t.title, t.summary, t.kind, t.minutes, t.state, t.published, t.seats, t.waiting, t.deadline, t.afar,
    p.name as place, t.credential, r.ref as request_ref, r.title as request_title, r.state as request_state,
    g.name as group_name, g.ref as group_ref, in_group(g.id) as own_group,
    case when not t.published and t.state = 'open' then 'draft' else t.state end as shown,
    t.state = 'open' and t.published and r.state in ('open', 'under_way') as on_offer,
    t.state in ('open', 'filled') as can_change,
    case when not exists (select from data.matches m where m.task_id = t.id and m.seat = 'lead' and m.state <> 'released')
    then 'yes' end as lead_free,
    case when t.seats = 2 and not exists (select from data.matches m where m.task_id = t.id and m.seat = 'second'
    and m.state <> 'released') then 'yes' end as second_free,
    exists (select from data.work_notes w where w.task_id = t.id) as has_notes
from data.tasks t join data.requests r on r.id = t.request_id join data.groups g on g.id = t.group_id
left join data.places p on p.id = t.place_id
where t.ref = :'task' and t.community_id = here() and at_desk();
