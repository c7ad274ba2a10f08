-- The other volunteer of a match's task, if there is one.
-- :ref text
select x.ref as mate_ref, p.name as mate, x.seat as mate_seat
from match_seen(:'ref') m join matches x on x.task_id = m.task_id and x.id <> m.id and x.state <> 'released'
join people p on p.id = x.person_id where m.state <> 'released' order by x.id;
