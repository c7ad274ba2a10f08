-- What a task asks for.
-- :task text
select 'skill_' || s.skill as say, s.must, s.level from data.task_skills s join data.tasks t on t.id = s.task_id
where t.ref = :'task' and t.community_id = here() and at_desk() order by s.must desc, s.level desc, s.skill;
