-- What a group has asked for, newest first.
-- :group text
select r.ref, r.title, r.state, local(r.sent_at) as sent_at from data.requests r join data.groups g on g.id = r.group_id
where g.ref = :'group' and g.community_id = here() and at_desk() and r.sent_at is not null order by r.id desc limit 20;
