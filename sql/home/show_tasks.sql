-- Three open tasks that take a hand, the longest open first: their public part.
select t.ref, t.title, t.group_name, t.kind, t.afar, t.town as place, t.minutes, t.seats = 2 as two
from data.tasks t
where t.community_id = here() and t.state = 'open' and t.published and t.waiting < 3 and t.id <> all ((select case when apart() then barred_tasks() else '{}' end)::bigint[])
order by t.published_at, t.id limit 3;
