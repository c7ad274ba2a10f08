-- Open tasks, newest first: their public part, the first 21.
-- Most who look ask for no more; what they do not ask costs nothing.
select t.ref, t.title, t.group_name, t.kind, t.minutes, t.afar, t.town as place, t.deadline, t.seats = 2 as two, t.waiting >= 3 as full
from data.tasks t
where t.community_id = here() and t.state = 'open' and t.published and t.id <> all ((select case when apart() then barred_tasks() else '{}' end)::bigint[])
order by t.published_at desc, t.id desc limit 21;
