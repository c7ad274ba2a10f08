-- A message of a group about its request, for the coordinators.
-- :about jsonb
select r.ref, g.name as group_name from data.requests r join data.groups g on g.id = r.group_id
where r.ref = :'about' ->> 'request' and r.community_id = here() and at_desk();
