-- Why I am paused, until when, and what I said to it.
select s.ref, s.state, s.reason, s.next_step, s.back_on, s.answer, local(s.answered_at) as answered_at, s.answer_by,
    s.operator, s.decision, s.decided_by is null as decided_by_operator, local(s.made_at) as made_at, p.name, split_part(p.name, ' ', 1) as first_name
from data.suspensions s join data.people p on p.id = s.person_id
where s.person_id = me() and s.community_id = here() and s.state in ('running', 'answered', 'kept');
