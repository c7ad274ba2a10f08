-- One skill of a volunteer, to be checked.
-- :person text
-- :skill text
select p.ref, p.name, split_part(p.name, ' ', 1) as first_name, s.skill, 'skill_' || s.skill as say, s.level,
    s.checked_until as until, p.id = me() as own
from data.volunteer_skills s join data.people p on p.id = s.person_id
where p.ref = :'person' and s.skill = :'skill' and p.community_id = here() and at_desk();
