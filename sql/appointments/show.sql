-- One appointment, for those who have a part in it.
-- :ref text
select a.ref, a.state, local(a.starts_at) as starts, local(a.ends_at) as ends, a.how, a.details, m.title, m.group_name,
    m.ref as match_ref, m.side, m.volunteer_first
from appointments a join matches l on l.id = a.match_id
cross join lateral (select x.ref from matches x where x.task_id = l.task_id
    and (x.id = l.id or (x.person_id = me() and x.state <> 'released')) order by x.person_id = me() desc, x.id = l.id desc
    limit 1) mine
cross join lateral match_seen(mine.ref) m
where a.ref = :'ref' and a.community_id = here() and a.state <> 'proposed' and (m.agreed or m.side = 'desk');
