-- The other side of a match of mine.
-- :match text
select p.ref, p.name, count(*) over () = 1 as alone from report_people('match', :'match') p;
