-- The link to a report that went past the coordinators is sent anew, or ended.
-- :community text
-- :report text
-- :verdict text
select reports_right_change(:'community', :'report', :'verdict') as answer;
