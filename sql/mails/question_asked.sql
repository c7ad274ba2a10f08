-- A request whose group was asked something.
-- :about jsonb
select r.ref, (select d.due_on from data.promises d where d.request_id = r.id and d.kind = 'question' and d.state = 'due'
    order by d.id desc limit 1) as due_on
from data.requests r
where r.ref = :'about' ->> 'request' and r.community_id = here() and r.group_id in (select my_groups());
