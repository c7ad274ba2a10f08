-- What I told in confidence, the latest first; and whether something waits for me.
select r.ref, r.kind, r.way, r.state, local(r.created_at) as created_at, r.author_id = me() as mine
from data.reports r where r.community_id = here() and (r.author_id = me() or (r.way = 'safeguarding' and r.state <> 'decided'
and r.id in (select my_reports()))) order by r.author_id = me(), r.id desc limit 20;
