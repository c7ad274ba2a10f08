-- Three other open tasks of the same skills as a claim's, newest first; then
-- any others.
-- :claim text
select t.ref, t.title, g.name as group_name, t.kind, t.minutes, t.afar, p.name as place
from data.claims c join data.tasks o on o.id = c.task_id
join data.tasks t on t.community_id = c.community_id and t.state = 'open' and t.published and t.id <> o.id and t.waiting < 3
join data.groups g on g.id = t.group_id left join data.places p on p.id = t.place_id
where c.ref = :'claim' and c.person_id = me() and c.community_id = here() and c.state <> 'waiting'
and t.id <> all ((select case when apart() then barred_tasks() else '{}' end)::bigint[]) and t.group_id not in (select my_groups()) and not exists (select from data.claims x where x.task_id = t.id and x.person_id = me())
order by exists (select from data.task_skills a join data.task_skills b on b.skill = a.skill where a.task_id = t.id and b.task_id = o.id) desc,
    exists (select from data.task_skills a join data.volunteer_skills b on b.skill = a.skill and b.person_id = me() where a.task_id = t.id) desc,
    t.published_at desc, t.id desc limit 3;
