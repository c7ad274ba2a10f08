-- What I raised a hand for and what came of it: waiting first, then the
-- endings of the last half year.
select c.ref, c.state, c.seat, t.title, g.name as group_name, d.due_on, d.due_on < local_today() as late,
    local(coalesce(c.decided_at, c.created_at)) as at
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id
cross join lateral (select promised('claim', c.ref) as due_on) d
where c.person_id = me() and c.community_id = here() and c.state <> 'accepted'
and (c.state = 'waiting' or c.decided_at > app_now() - interval '6 months')
order by c.state <> 'waiting', c.id desc limit 20;
