-- When and why somebody was paused, the latest first.
-- :person text
select s.state, s.reason, s.next_step, s.back_on, s.operator, m.name as made_by, local(s.made_at) as made_at, s.answer,
    local(s.answered_at) as answered_at, s.answer_by, s.decision, d.name as decided_by, local(s.ended_at) as ended_at,
    s.state in ('running', 'answered', 'kept') as live, s.state = 'answered' as waits
from data.suspensions s join data.people p on p.id = s.person_id left join data.people m on m.id = s.made_by
left join data.people d on d.id = s.decided_by
where p.ref = :'person' and p.community_id = here() and at_desk() order by s.id desc limit 20;
