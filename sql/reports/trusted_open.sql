-- The report of a link, opened with its button.
-- :key text
select * from reports_trusted_open(:'key');
