-- A time that is fixed, for everybody who will be there.
-- :about jsonb
select a.ref as appointment_ref, m.ref, m.side, m.group_name, m.volunteer, m.volunteer_first, local(a.starts_at) as starts,
    local(a.ends_at) as ends, a.how
from appointments a join matches l on l.id = a.match_id
cross join lateral (select x.ref from matches x where x.task_id = l.task_id
    and (x.id = l.id or (x.person_id = me() and x.state <> 'released')) order by x.person_id = me() desc, x.id = l.id desc
    limit 1) mine
cross join lateral match_seen(mine.ref) m
where a.ref = :'about' ->> 'appointment' and a.community_id = here();
