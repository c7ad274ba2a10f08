-- A request that was declined, for its group.
-- :about jsonb
select r.ref, r.appealed from data.requests r
where r.ref = :'about' ->> 'request' and r.community_id = here() and r.group_id in (select my_groups());
