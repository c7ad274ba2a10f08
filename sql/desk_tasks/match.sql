-- A match that a coordinator is about to end.
-- :match text
select m.ref, m.state, m.seat, p.name, t.ref as task_ref, t.title, g.name as group_name, r.ref as request_ref,
    exists (select from data.work_notes w where w.match_id = m.id) as has_notes,
    m.state in ('agreed', 'scheduled', 'working', 'handed_over') as can_release
from data.matches m join data.tasks t on t.id = m.task_id join data.groups g on g.id = m.group_id
join data.requests r on r.id = m.request_id join data.people p on p.id = m.person_id
where m.ref = :'match' and m.community_id = here() and at_desk();
