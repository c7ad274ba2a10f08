-- Leaves a copy of a mail that a coordinator of the demo can read; not of one
-- that is meant to pass them by.
-- :id bigint
-- :community bigint
-- :recipient text
-- :subject text
-- :body text
insert into data.demo_mails (outbox_id, community_id, recipient, subject, body)
select o.id, :'community', :'recipient', :'subject', :'body' from data.outbox o
where o.id = :'id' and o.kind not in ('report_trusted', 'report_safeguarding', 'report_ended')
on conflict (outbox_id) do nothing;
