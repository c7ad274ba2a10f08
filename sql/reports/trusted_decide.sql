-- A report gets its ending by who holds its link.
-- :key text
-- :words text
select * from finish(reports_trusted_decide(:'key', :'words'));
