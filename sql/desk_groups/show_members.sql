-- Who belongs to a group.
-- :group text
select p.ref, p.name, m.contact, local(m.since) as since
from data.groups g join data.memberships m on m.group_id = g.id and m.left_at is null
join data.people p on p.id = m.person_id
where g.ref = :'group' and g.community_id = here() and at_desk() order by m.contact desc, m.since limit 50;
