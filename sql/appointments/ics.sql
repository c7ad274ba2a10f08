-- An appointment as a calendar keeps it: the newest under its uid.
-- :ref text
select n.uid::text as uid, n.sequence::text as sequence, n.state in ('cancelled', 'missed', 'lapsed') as cancelled,
    to_char(coalesce(n.decided_at, n.created_at) at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') as stamp,
    to_char(n.starts_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') as starts,
    to_char(n.ends_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') as ends, n.how, n.details, m.title, m.ref as match_ref,
    case when m.side = 'group' then m.volunteer else m.group_name end as other
from appointments a join matches l on l.id = a.match_id
cross join lateral (select x.ref from matches x where x.task_id = l.task_id
    and (x.id = l.id or (x.person_id = me() and x.state <> 'released')) order by x.person_id = me() desc, x.id = l.id desc
    limit 1) mine
cross join lateral match_seen(mine.ref) m
join lateral (select o.* from appointments o where o.match_id = a.match_id and o.uid = a.uid
    and o.state in ('fixed', 'held', 'missed', 'cancelled') order by o.sequence desc limit 1) n on true
where a.ref = :'ref' and a.community_id = here() and (m.agreed or m.side = 'desk');
