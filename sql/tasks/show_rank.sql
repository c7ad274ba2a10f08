-- One task as the ranking reads it.
-- :task text
select t.ref, t.afar, p.latitude, p.longitude, t.languages, t.hours, t.credential as credentials,
    (select string_agg(s.skill || ':' || s.level || ':' || case when s.must then 't' else 'f' end, ' ')
    from data.task_skills s where s.task_id = t.id) as skills, false as member, false as taken, t.seats = 2 as two
from data.tasks t left join data.places p on p.id = t.place_id
where t.id = task_named(:'task') and t.community_id = here() and t.published;
