-- My claim: where it stands and what happens next.
-- :claim text
select c.ref, c.seat, c.state, c.words, c.reason, local(c.created_at) as at, local(c.decided_at) as decided_at,
    c.state = 'waiting' as waiting, c.state = 'accepted' as accepted, c.state in ('declined', 'lapsed') as ended_so,
    c.state = 'withdrawn' as withdrawn, t.ref as task_ref, t.title, t.state = 'open' and t.published as task_open, g.name as group_name,
    (select max(m.ref) from data.matches m where m.task_id = t.id and m.person_id = me() and m.state <> 'released') as match_ref,
    promised('claim', c.ref) as due_on,
    promised('claim', c.ref) < local_today() as late
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id
where c.ref = :'claim' and c.person_id = me() and c.community_id = here();
