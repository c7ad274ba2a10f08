-- Mails as they went out in the demo, newest first, a page of thirty.
-- :before bigint
select l.* from (
	select m.outbox_id as id, m.recipient, m.subject, local(m.at) as at, count(*) over () > 30 as more,
	    row_number() over (order by m.outbox_id desc) as place
	from data.demo_mails m where m.community_id = here() and at_desk() and (:'before' = 0 or m.outbox_id < :'before')
	order by m.outbox_id desc limit 31
) l where l.place <= 30 order by l.place;
