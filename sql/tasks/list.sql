-- Open tasks, newest first: their public part, 21 after one of them.
-- :skill text
-- :reach text
-- :most int
-- :least int
-- :kind text
-- :language text
-- :after text
-- :unranked bool
select t.ref, t.title, t.group_name, t.kind, t.minutes, t.afar, t.town as place, t.deadline, t.seats = 2 as two, t.waiting >= 3 as full
from data.tasks t
where t.community_id = here() and t.state = 'open' and t.published and (:'unranked' or not as_volunteer())
and t.id <> all ((select case when apart() then barred_tasks() else '{}' end)::bigint[])
and t.published_at <= coalesce((select k.published_at from data.tasks k where k.ref = :'after'), 'infinity')
and (t.published_at, t.id) < (coalesce((select k.published_at from data.tasks k where k.ref = :'after'), 'infinity'),
    coalesce((select k.id from data.tasks k where k.ref = :'after'), 9223372036854775807))
and (:'skill' is null or exists (select from data.task_skills s where s.task_id = t.id and s.skill = :'skill'))
and case :'reach' when 'afar' then t.afar when 'near' then t.place_id is not null
    and coalesce((select km(t.place_id, v.place_id) <= v.reach_km from data.volunteers v where v.person_id = me()), true) else true end
and t.minutes between :'least' and :'most'
and (:'kind' is null or t.kind = :'kind')
and (:'language' is null or :'language' = any (t.languages))
order by t.published_at desc, t.id desc limit 21;
