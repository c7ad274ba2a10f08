-- A group whose last member waits to leave, or has left, for the coordinators.
-- :about jsonb
select g.ref, g.name as group_name, exists (select from data.memberships m where m.group_id = g.id and m.left_at is null
    and m.leaving_at is not null) as waits from data.groups g
where g.ref = :'about' ->> 'group' and g.community_id = here() and at_desk() and needs_member(g.id);
