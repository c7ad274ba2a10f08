-- Whether a link leads to a report.
-- :key text
select state, decided from report_right_state(:'key');
