-- Whom a report may be about.
-- :what text
-- :subject text
select p.ref, p.name, p.role, count(*) over () = 1 as alone from report_people(:'what', :'subject') p;
