-- Where I helped.
select m.ref, m.state, t.title, g.name as group_name, local(coalesce(m.closed_at, m.created_at)) as at
from data.matches m join data.tasks t on t.id = m.task_id join data.groups g on g.id = m.group_id
where m.person_id = me() and m.community_id = here() and m.state in ('released', 'closed') order by m.closed_at desc nulls last, m.id desc limit 20;
