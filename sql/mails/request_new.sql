-- A request that waits for its first look, for the coordinators.
-- :about jsonb
select r.ref, g.name as group_name, r.appealed,
    (select d.due_on from data.promises d where d.request_id = r.id and d.kind = 'first_look' and d.state = 'due'
     order by d.id desc limit 1) as due_on
from data.requests r join data.groups g on g.id = r.group_id
where r.ref = :'about' ->> 'request' and r.community_id = here() and at_desk();
