-- What a coordinator may rewrite or decide about a request, for its forms.
-- :request text
select r.ref, r.state, r.title, r.summary, r.goal, r.hurts, g.name as group_name, r.reason, r.next_step,
    r.state in ('sent', 'open') as can_ask, r.state in ('sent', 'open') as can_refer,
    r.state in ('sent', 'question', 'open') as can_decline,
    r.state in ('sent', 'question', 'open', 'under_way') as can_scope
from data.requests r join data.groups g on g.id = r.group_id
where r.ref = :'request' and r.community_id = here() and at_desk() and r.sent_at is not null;
