-- The 200 newest open tasks as the ranking reads them, with what a list shows.
-- :skill text
-- :reach text
-- :most int
-- :least int
-- :kind text
-- :language text
select t.ref, t.title, t.group_name, t.kind, t.minutes, t.afar, t.town as place, t.deadline, t.seats = 2 as two, t.waiting >= 3 as full,
    p.latitude, p.longitude, t.languages, t.hours, t.credential as credentials, s.skills,
    t.group_id in (select my_groups()) as member, t.id = any ((select tasks_taken())::bigint[]) as taken
from data.tasks t
-- by its key for each row: with nothing known of the filters one row is
-- expected, and all places are read for it
left join lateral (select l.latitude, l.longitude from data.places l where l.id = t.place_id offset 0) p on true
cross join lateral (select string_agg(s.skill || ':' || s.level || ':' || case when s.must then 't' else 'f' end, ' ') as skills
    from data.task_skills s where s.task_id = t.id) s
where t.community_id = here() and t.state = 'open' and t.published and as_volunteer()
and t.id <> all ((select case when apart() then barred_tasks() else '{}' end)::bigint[])
and (:'skill' is null or exists (select from data.task_skills s where s.task_id = t.id and s.skill = :'skill'))
and case :'reach' when 'afar' then t.afar when 'near' then t.place_id is not null
    and coalesce((select km(t.place_id, v.place_id) <= v.reach_km from data.volunteers v where v.person_id = me()), true) else true end
and t.minutes between :'least' and :'most'
and (:'kind' is null or t.kind = :'kind')
and (:'language' is null or :'language' = any (t.languages))
order by t.published_at desc, t.id desc limit 200;
