-- What a coordinator asked back, the open question first.
-- :request text
select q.ref, q.body, p.name, local(q.asked_at) as asked_at, q.answer, a.name as answered_by, local(q.answered_at) as answered_at,
    q.answered_at is null and r.state = 'question' as waiting
from data.requests r join data.questions q on q.request_id = r.id join data.people p on p.id = q.asked_by
left join data.people a on a.id = q.answered_by
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups())
order by q.answered_at is not null, q.id desc limit 30;
