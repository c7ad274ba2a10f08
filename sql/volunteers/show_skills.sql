-- What I said I know, and how well.
select s.skill, 'skill_' || s.skill as say, s.level, s.skill || ':1' as one, s.skill || ':2' as two, s.skill || ':3' as three,
    s.skill || ':' || s.level as holds, s.checked_by is not null and coalesce(s.checked_until >= local_today(), true) as checked,
    local(s.checked_at) as checked_at
from data.volunteer_skills s join data.skills k on k.key = s.skill
where s.person_id = me() and s.community_id = here() order by k.place;
