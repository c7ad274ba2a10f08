-- The ending of a report, for who told it.
-- :about jsonb
select r.ref from data.reports r where r.ref = :'about' ->> 'report' and r.community_id = here() and r.author_id = me();
