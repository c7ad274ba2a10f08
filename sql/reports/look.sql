-- Somebody looks after a report.
-- :report text
select * from finish(reports_look(:'report'));
