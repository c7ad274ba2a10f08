-- A request that volunteers can see now, for its group.
-- :about jsonb
select r.ref, usual_days() as usual from data.requests r
where r.ref = :'about' ->> 'request' and r.community_id = here() and r.group_id in (select my_groups());
