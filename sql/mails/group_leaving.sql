-- A group whose last member waits to leave, for the coordinators.
-- :about jsonb
select g.ref, g.name as group_name from data.groups g
where g.ref = :'about' ->> 'group' and g.community_id = here() and at_desk() and needs_member(g.id);
