-- A report, for whoever told it or looks after it.
-- :report text
select * from reports_seen(:'report');
