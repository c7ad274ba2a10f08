-- A message that waits on a match's page, without its words.
-- :about jsonb
select m.ref, m.side, m.group_name, m.volunteer, m.volunteer_first, case m.side when 'group' then m.volunteer else m.group_name end as other
from match_seen(:'about' ->> 'match') m;
