-- The groups I belong to.
select g.ref, g.name, g.state from data.groups g join data.memberships m on m.group_id = g.id
where m.person_id = me() and m.community_id = here() and m.left_at is null order by g.name limit 20;
