-- Somebody paused has answered, for the coordinators.
-- :about jsonb
select p.ref, p.name, s.answer_by from data.suspensions s join data.people p on p.id = s.person_id
where s.ref = :'about' ->> 'suspension' and s.community_id = here() and at_desk();
