-- A group, for its members.
-- :about jsonb
select g.ref, g.name from data.groups g
where g.ref = :'about' ->> 'group' and g.community_id = here() and in_group(g.id);
