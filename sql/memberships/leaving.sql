-- A group that I am about to leave; last: I alone can answer for what it asks for; only: there is nobody else.
-- :group text
select g.ref, g.name, not x.others and x.running as last, not x.members as alone, not x.members and not x.running as only,
    local(m.leaving_at) as waits_since,
    (select string_agg(i.address::text, ', ' order by i.id) from data.member_invitations i where i.group_id = g.id and i.state = 'sent'
	and i.asked_at > app_now() - interval '30 days') as asked
from data.groups g join data.memberships m on m.group_id = g.id and m.person_id = me()
cross join lateral (select exists (select from data.memberships o where o.group_id = g.id and o.left_at is null and o.person_id <> me()) as members,
    exists (select from data.memberships o join data.people p on p.id = o.person_id and p.state = 'active'
    where o.group_id = g.id and o.left_at is null and o.person_id <> me()) as others,
    exists (select from data.requests r where r.group_id = g.id and r.state in ('sent', 'question', 'open', 'under_way', 'done')) as running) x
where g.ref = :'group' and g.community_id = here() and g.id in (select my_groups());
