-- A claim that ended without an answer to it, for who made it; and another
-- open task, of the same skills if there is one.
-- :about jsonb
select c.ref, t.title, g.name as group_name, :'about' ->> 'why' as why, o.title as other, o.group_name as other_group, o.minutes
from data.claims c join data.tasks t on t.id = c.task_id join data.groups g on g.id = t.group_id
left join lateral (select k.title, h.name as group_name, k.minutes from data.tasks k join data.groups h on h.id = k.group_id
    where k.community_id = here() and k.state = 'open' and k.published and k.waiting < 3 and k.id <> t.id
    and k.id <> all ((select case when apart() then barred_tasks() else '{}' end)::bigint[]) and k.group_id not in (select my_groups()) and not exists (select from data.claims x where x.task_id = k.id and x.person_id = me())
    order by exists (select from data.task_skills a join data.task_skills b on b.skill = a.skill
    where a.task_id = k.id and b.task_id = t.id) desc, k.published_at desc, k.id desc limit 1) o on true
where c.ref = :'about' ->> 'claim' and c.community_id = here() and c.person_id = me();
