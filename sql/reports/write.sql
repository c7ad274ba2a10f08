-- Where a report starts, and which ways stand open to it.
-- :what text
-- :subject text
select f.title, f.copy, local(f.copied_from) as copied_from, w.desk, w.trusted, w.safeguarding, w.trusted_role, w.emergency_phone,
    w.only_coordinator, m.ref as match_ref, q.ref as request_ref, not w.desk and not w.trusted and not w.safeguarding as nobody
from report_from(:'what', :'subject') f cross join lateral report_ways(:'what', :'subject') w
left join data.matches m on m.id = f.match_id left join data.requests q on q.id = f.request_id;
