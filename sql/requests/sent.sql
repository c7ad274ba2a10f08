-- A request that was sent, and by when somebody looks at it.
-- :request text
select r.ref, r.title, r.state, g.name as group_name, g.state as group_state,
    (select d.due_on from data.promises d where d.request_id = r.id and d.kind = 'first_look' and d.state = 'due'
     order by d.id desc limit 1) as due_on
from data.requests r join data.groups g on g.id = r.group_id
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups()) and r.state <> 'draft';
