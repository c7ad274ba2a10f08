-- The stories that my groups have begun and not sent.
select r.ref, coalesce(nullif(r.title, ''), left(nullif(r.goal, ''), 100)) as title, g.name as group_name, local(r.created_at) as begun
from data.requests r join data.groups g on g.id = r.group_id
where r.community_id = here() and r.group_id in (select my_groups()) and r.state = 'draft' order by r.id desc limit 20;
