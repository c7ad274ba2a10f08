-- Appointments of a match's task: fixed ones first, then what was.
-- :ref text
select a.ref as time_ref, a.state as time_state, local(a.starts_at) as starts, local(a.ends_at) as ends, a.how, a.details,
    a.starts_at <= app_now() as over, a.state = 'fixed' as fixed, m.side <> 'desk' as ours, m.ref, m.works,
    (select string_agg(p.name, ', ' order by p.name) from bookings b join people p on p.id = b.person_id
    where b.appointment_id = a.id) as who
from match_seen(:'ref') m join appointments a on a.match_id = m.lead_id and a.state in ('fixed', 'held', 'missed', 'cancelled')
where (m.agreed or m.side = 'desk') and m.state <> 'released' order by a.state <> 'fixed', a.starts_at limit 20;
