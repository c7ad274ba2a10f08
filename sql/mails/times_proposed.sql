-- Times that were suggested, for the side that picks.
-- :about jsonb
select m.ref, m.side, m.group_name, m.volunteer, m.volunteer_first,
    (select count(*) from appointments a where a.match_id = m.lead_id and a.state = 'proposed') as times,
    (select p.due_on from promises p where p.match_id = m.lead_id and p.kind = 'pick_time' and p.state = 'due'
    order by p.id desc limit 1) as due_on
from match_seen(:'about' ->> 'match') m;
