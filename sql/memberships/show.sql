-- Another member of one of my groups, to be taken off it.
-- :group text
-- :person text
select g.ref as group_ref, g.name as group_name, p.ref, p.name, p.id = me() as mine
from data.groups g join data.memberships m on m.group_id = g.id and m.left_at is null
join data.people p on p.id = m.person_id
where g.ref = :'group' and p.ref = :'person' and g.community_id = here() and g.id in (select my_groups());
