-- A report gets its ending.
-- :report text
-- :words text
select * from finish(reports_decide(:'report', :'words'));
