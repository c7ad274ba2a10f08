-- In which languages a task can be done.
-- :task text
select 'language_' || l.key as say from data.tasks t cross join lateral unnest(t.languages) with ordinality l (key, place)
where t.id = task_named(:'task') and t.community_id = here() and t.published order by l.place;
