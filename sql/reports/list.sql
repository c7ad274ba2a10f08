-- What I look after, what waits first; then the latest of the rest.
select r.ref, r.kind, r.way, r.state, local(r.created_at) as created_at, r.look_by, r.state <> 'decided' as waits
from data.reports r where r.community_id = here() and r.id in (select my_reports())
order by r.state = 'decided', case when r.state <> 'decided' then r.id end, r.id desc limit 100;
