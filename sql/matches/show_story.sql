-- The group's story, for the volunteer who agreed and for the desk.
-- :ref text
select r.goal, r.today, r.hurts, r.affected, r.since, r.tried, r.uses, r.reach,
    coalesce(p.name, nullif(r.town, '')) as place, nullif(p.region, '') as region, r.hours_words, r.pressing, r.pressing_words,
    r.wanted_by as by_day, r.measure, r.measure_now, t.summary
from match_seen(:'ref') m join requests r on r.id = m.request_id join tasks t on t.id = m.task_id
left join places p on p.id = r.place_id
where m.side in ('volunteer', 'desk') and (m.agreed or m.side = 'desk') and m.state <> 'released';
