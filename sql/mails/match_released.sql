-- A match that ended early, for either side.
-- :about jsonb
select m.ref, m.side, m.group_name, m.volunteer, m.volunteer_first, m.request_ref, m.state, :'about' ->> 'why' as why
from match_seen(:'about' ->> 'match') m;
