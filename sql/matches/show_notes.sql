-- What the volunteers found and did, for the volunteer and the desk.
-- :ref text
select n.id, p.name as author, n.author_id = me() as mine, local(n.created_at) as at, n.body
from match_seen(:'ref') m join work_notes n on n.task_id = m.task_id join people p on p.id = n.author_id
where m.side in ('volunteer', 'desk') and (m.agreed or m.side = 'desk') and (m.state <> 'released' or n.author_id = me())
order by n.id limit 200;
