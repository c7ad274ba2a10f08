-- The new day of a step that somebody owes.
-- :about jsonb
select :'about' ->> 'day' as day, case when in_group(r.group_id) then '/requests/' || r.ref else '/help' end as path
from data.requests r where r.ref = :'about' ->> 'request' and r.community_id = here();
