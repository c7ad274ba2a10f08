-- A request that was passed on, for its group.
-- :about jsonb
select r.ref from data.requests r
where r.ref = :'about' ->> 'request' and r.community_id = here() and r.group_id in (select my_groups());
