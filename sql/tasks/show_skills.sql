-- What a task asks for, and what I told of it.
-- :task text
select 'skill_' || s.skill as say, s.must, s.level, v.level >= s.level as known, v.level < s.level as little,
    v.level is null as untold, v.checked_by is not null and coalesce(v.checked_until >= local_today(), true) as checked,
    local(v.checked_at) as checked_at
from data.task_skills s join data.tasks t on t.id = s.task_id join data.skills k on k.key = s.skill
left join data.volunteer_skills v on v.person_id = me() and v.skill = s.skill
where t.id = task_named(:'task') and t.community_id = here() and t.published order by s.must desc, k.place;
