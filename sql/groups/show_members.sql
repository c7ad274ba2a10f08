-- Who belongs to one of my groups.
-- :group text
select g.ref as group_ref, p.ref, p.name, m.contact, p.id = me() as mine, local(m.since) as since
from data.groups g join data.memberships m on m.group_id = g.id and m.left_at is null
join data.people p on p.id = m.person_id
where g.ref = :'group' and g.community_id = here() and g.id in (select my_groups())
order by m.contact desc, m.since, p.id limit 200;
