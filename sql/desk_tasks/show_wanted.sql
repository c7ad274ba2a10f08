-- A task as the ranking reads it.
-- :task text
select t.ref, t.afar, p.latitude, p.longitude, t.languages, t.hours, '{' || coalesce(t.credential, '') || '}' as credentials,
    (select string_agg(s.skill || ':' || s.level || ':' || case when s.must then 't' else 'f' end, ' ')
    from data.task_skills s where s.task_id = t.id) as skills
from data.tasks t left join data.places p on p.id = t.place_id
where t.ref = :'task' and t.community_id = here() and at_desk() and t.state = 'open' and t.published;
