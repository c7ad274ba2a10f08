-- Feedback that is asked of the group.
-- :about jsonb
select m.ref, m.side, m.group_name, m.volunteer, m.volunteer_first,
    (select p.due_on from promises p where p.match_id = m.id and p.kind = 'feedback' and p.state = 'due'
    order by p.id desc limit 1) as due_on
from match_seen(:'about' ->> 'match') m;
