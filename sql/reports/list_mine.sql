-- What I told, the latest first.
select r.ref, r.kind, r.way, r.state, local(r.created_at) as created_at from data.reports r
where r.author_id = me() and r.community_id = here() order by r.id desc limit 50;
