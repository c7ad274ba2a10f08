-- Help that works, for the volunteer.
-- :about jsonb
select m.ref, m.side, m.group_name, m.volunteer, m.volunteer_first
from match_seen(:'about' ->> 'match') m;
