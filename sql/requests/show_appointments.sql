-- The appointments that are fixed for a request and not over.
-- :request text
select local(a.starts_at) as starts_at, split_part(local(a.ends_at), ' ', 2) as ends_time, a.how, a.details,
    m.ref as match_ref, p.name, h.name as there
from data.requests r join data.matches m on m.request_id = r.id join data.appointments a on a.match_id = m.id
join data.people p on p.id = m.person_id left join data.people h on h.id = a.there
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups())
and a.state = 'fixed' and a.ends_at > app_now() order by a.starts_at limit 10;
