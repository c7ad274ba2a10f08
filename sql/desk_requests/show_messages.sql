-- Words between the group and the coordinators, the latest fifty, oldest first.
-- :request text
select l.* from (
	select m.id, m.body, p.name, local(m.created_at) as sent_at, k.person_id is not null as by_desk,
	    m.desk_read_at is null as unread
	from data.messages m join data.requests r on r.id = m.request_id join data.people p on p.id = m.author_id
	left join data.coordinators k on k.person_id = p.id
	where r.ref = :'request' and r.community_id = here() and at_desk() and m.match_id is null
	order by m.id desc limit 50
) l order by l.id;
