-- What the coordinators made of a request.
-- :request text
select t.title, t.kind, t.minutes, t.state, t.published
from data.requests r join data.tasks t on t.request_id = r.id and t.published
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups()) order by t.id limit 20;
