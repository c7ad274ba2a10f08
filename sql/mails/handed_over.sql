-- Help that was handed over, for the group to try.
-- :about jsonb
select m.ref, m.side, m.group_name, m.volunteer, m.volunteer_first, m.title,
    (select p.due_on from promises p where p.match_id = m.lead_id and p.kind = 'confirm' and p.state = 'due'
    order by p.id desc limit 1) as due_on
from match_seen(:'about' ->> 'match') m;
