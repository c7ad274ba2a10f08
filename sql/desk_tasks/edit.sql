-- A task as its form holds it.
-- :task text
select t.ref, t.kind, t.title, t.summary, t.minutes, t.seats, t.deadline, t.languages, t.credential, t.state, t.published,
    case when t.afar and t.place_id is null then 'afar' when t.afar then 'either' else 'there' end as reach,
    case when t.minutes % 60 = 0 then t.minutes / 60 || ' h' when t.minutes % 30 = 0 then t.minutes / 60 || '.5 h'
    else t.minutes || ' min' end as effort,
    coalesce(p.name, rp.name, gp.name) as place, r.ref as request_ref, r.title as request_title, g.name as group_name,
    t.waiting, (select count(*) from data.matches m where m.task_id = t.id and m.state not in ('released', 'closed')) as working,
    s.key[1] as skill_1, s.key[2] as skill_2, s.key[3] as skill_3, s.key[4] as skill_4, s.key[5] as skill_5,
    s.need[1] as need_1, s.need[2] as need_2, s.need[3] as need_3, s.need[4] as need_4, s.need[5] as need_5
from data.tasks t join data.requests r on r.id = t.request_id join data.groups g on g.id = t.group_id
left join data.places p on p.id = t.place_id left join data.places rp on rp.id = r.place_id
left join data.places gp on gp.id = g.place_id
cross join lateral (
	select array_agg(x.skill order by x.must desc, x.level desc, x.skill) as key,
	    array_agg(case when x.must then 'must_' else 'nice_' end || x.level order by x.must desc, x.level desc, x.skill) as need
	from data.task_skills x where x.task_id = t.id
) s
where t.ref = :'task' and t.community_id = here() and at_desk();
