-- A report that waits, for who looks after it; nothing of what it says.
-- :about jsonb
select r.ref, r.look_by from data.reports r
where r.ref = :'about' ->> 'report' and r.community_id = here() and r.id in (select my_reports());
