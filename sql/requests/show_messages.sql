-- Words between the group and the coordinators, the latest fifty, oldest first.
-- :request text
-- :before bigint
select l.* from (
	select m.ref as message_ref, m.body, p.name, p.id = me() as mine, m.by_desk, local(m.created_at) as sent_at,
	    (extract(epoch from m.created_at) * 1000000)::bigint as at,
	    count(*) over () > 50 as more, row_number() over (order by m.id desc) as place
	from data.requests r join (
		select x.*, exists (select from data.coordinators k where k.person_id = x.author_id) as by_desk from data.messages x
	) m on m.request_id = r.id and m.match_id is null join data.people p on p.id = m.author_id
	where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups())
	and (:'before' = 0 or m.created_at < timestamptz 'epoch' + :'before' * interval '1 microsecond')
	order by m.id desc limit 51
) l where l.place <= 50 order by l.place desc;
