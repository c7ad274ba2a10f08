-- What was asked back, and what the group answered.
-- :request text
select q.body, local(q.asked_at) as asked_at, p.name, q.answer, local(q.answered_at) as answered_at, o.name as answered_by,
    q.answered_at is null as waiting, q.answered_at is not null and q.answer is null as void
from data.questions q join data.requests r on r.id = q.request_id join data.people p on p.id = q.asked_by
left join data.people o on o.id = q.answered_by
where r.ref = :'request' and r.community_id = here() and at_desk() order by q.id desc limit 20;
