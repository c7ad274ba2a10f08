-- Leaves a copy of a mail that a coordinator of the demo can read.
-- :id bigint
-- :community bigint
-- :recipient text
-- :subject text
-- :body text
insert into data.demo_mails (outbox_id, community_id, recipient, subject, body)
values (:'id', :'community', :'recipient', :'subject', :'body')
on conflict (outbox_id) do nothing;
