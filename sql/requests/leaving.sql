-- A request that a group may withdraw, and whom that would touch.
-- :request text
select r.ref, r.title, r.state, r.state = 'draft' as draft, r.state in ('draft', 'sent', 'question', 'open', 'under_way', 'done') as can_withdraw,
    (select coalesce(sum(t.waiting), 0) from data.tasks t where t.request_id = r.id) as hands,
    (select count(*) from data.matches m where m.request_id = r.id and m.state not in ('released', 'closed')) as helpers
from data.requests r
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups());
