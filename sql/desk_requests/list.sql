-- Requests of a kind of state, newest first, a page of twenty.
-- :show text
-- :after text
select l.*, n.kind as step, n.due_on, n.desk
from (
	select r.id, r.ref, r.title, r.state, r.pressing, g.name as group_name, local(r.sent_at) as sent_at,
	    count(*) over () > 20 as more, row_number() over (order by r.sent_at desc, r.id desc) as place
	from data.requests r join data.groups g on g.id = r.group_id
	left join data.requests a on a.ref = :'after' and a.community_id = here()
	where r.community_id = here() and at_desk() and r.sent_at is not null
	and case :'show' when 'all' then true when 'live' then r.state in ('sent', 'question', 'open', 'under_way', 'done')
	    when 'ended' then r.state in ('closed', 'withdrawn', 'declined', 'referred', 'expired') else r.state = :'show' end
	and (a.id is null or (r.sent_at, r.id) < (a.sent_at, a.id))
	order by r.sent_at desc, r.id desc limit 21
) l left join lateral (
	select p.kind, p.due_on, p.desk from data.promises p where p.request_id = l.id and p.state = 'due'
	order by p.due_on, p.id limit 1
) n on true
where l.place <= 20 order by l.place;
