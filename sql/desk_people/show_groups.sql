-- The groups a person belongs to.
-- :person text
select g.ref, g.name, g.state from data.groups g join data.memberships m on m.group_id = g.id and m.left_at is null
join data.people p on p.id = m.person_id
where p.ref = :'person' and p.community_id = here() and at_desk() order by m.since;
