-- My groups' requests, newest first, each with its next step and whose it is.
-- :before bigint
select l.*, n.kind, n.owner, n.due_on, n.name, n.match_ref, n.late
from (
	select r.id, r.ref, coalesce(nullif(r.title, ''), left(nullif(r.goal, ''), 100)) as title, r.state,
	    g.name as group_name, (extract(epoch from r.created_at) * 1000000)::bigint as at, count(*) over () > 20 as more,
	    row_number() over (order by r.created_at desc, r.id desc) as place
	from data.requests r join data.groups g on g.id = r.group_id
	where r.community_id = here() and r.group_id in (select my_groups())
	and (:'before' = 0 or r.created_at < timestamptz 'epoch' + :'before' * interval '1 microsecond')
	order by r.created_at desc, r.id desc limit 21
) l left join lateral (select * from request_steps(l.id) s where s.state = 'due' order by s.due_on, s.ours desc limit 1) n on true
where l.place <= 20 order by l.place;
