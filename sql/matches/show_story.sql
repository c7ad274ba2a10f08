-- The group's story, for the volunteer who agreed and for the desk.
-- :ref text
select r.goal, r.today, r.hurts, r.affected, r.since, r.tried, r.uses, r.measure, r.measure_now, t.summary
from match_seen(:'ref') m join requests r on r.id = m.request_id join tasks t on t.id = m.task_id
where m.side in ('volunteer', 'desk') and (m.agreed or m.side = 'desk') and m.state <> 'released';
