-- What a volunteer knows, and which of it a coordinator has checked.
-- :person text
select s.skill, 'skill_' || s.skill as say, s.level, b.name as checked_by, local(s.checked_at) as checked_at, s.checked_until,
    s.checked_until < local_today() as run_out
from data.volunteer_skills s join data.people p on p.id = s.person_id join data.skills k on k.key = s.skill
left join data.people b on b.id = s.checked_by
where p.ref = :'person' and p.community_id = here() and at_desk() order by k.place;
