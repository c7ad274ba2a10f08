-- Times that are proposed, and whether I am the one to pick.
-- :ref text
select a.ref as proposal, local(a.starts_at) as starts, local(a.ends_at) as ends, a.how, a.details,
    a.starts_at <= app_now() as over, p.name as by_name, o.ref is not null as moves, local(o.starts_at) as instead_of,
    row_number() over (order by a.starts_at) = 1 as first
from match_seen(:'ref') m join appointments a on a.match_id = m.lead_id and a.state = 'proposed'
join people p on p.id = a.proposed_by left join appointments o on o.id = a.replaces and o.state = 'fixed'
where m.talks order by a.starts_at;
