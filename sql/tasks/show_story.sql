-- What the group told, for those who may read it: never whom to ring.
-- :task text
select r.goal, r.today, r.hurts, r.affected, r.since, r.tried, r.uses, r.reach, coalesce(p.name, nullif(r.town, '')) as place,
    nullif(p.region, '') as region, r.hours_words, r.pressing, r.pressing_words, r.wanted_by as by_day, r.measure, r.measure_now,
    local(coalesce(r.changed_at, r.sent_at)) as told_at
from data.tasks t join data.requests r on r.id = t.request_id left join data.places p on p.id = r.place_id
where t.id = task_named(:'task') and t.community_id = here() and t.published
and (at_desk() or in_group(t.group_id) or (as_volunteer() and (t.state = 'open' or t.id = any (tasks_taken()))));
