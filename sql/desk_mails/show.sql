-- One mail of the demo, as its recipient got it.
-- :id bigint
select m.recipient, m.subject, m.body, local(m.at) as at from data.demo_mails m
where m.outbox_id = :'id' and m.community_id = here() and at_desk();
