-- A request as a coordinator reads it, with its group.
-- :request text
select r.ref, r.state, r.title, r.goal, r.today, r.hurts, r.affected, r.since, r.tried, r.uses, r.reach,
    coalesce(p.name, nullif(r.town, '')) as place, nullif(p.region, '') as region, r.hours_words, r.pressing, r.pressing_words,
    r.wanted_by as by_day, r.measure, r.measure_now, r.summary, r.reason, r.next_step, r.appealed, null as can_change,
    local(r.sent_at) as sent_at, local(r.read_at) as read_at, local(r.changed_at) as changed_at,
    r.changed_at > r.read_at as changed_since,
    g.name as group_name, g.ref as group_ref, g.state as group_state, g.does as group_does,
    coalesce(gp.name, nullif(g.town, '')) as group_place, nullif(gp.region, '') as group_region, in_group(g.id) as own_group,
    o.name as asked_by, o.ref as asked_by_ref,
    r.state in ('sent', 'open') as can_ask, r.state in ('sent', 'question', 'open') as can_decline,
    r.state in ('sent', 'open') as can_refer, r.state in ('sent', 'question', 'open', 'under_way') as can_scope,
    r.state in ('sent', 'open', 'under_way') and exists (select from data.tasks t where t.request_id = r.id
    and t.state = 'open' and not t.published) as can_publish,
    exists (select from data.tasks t where t.request_id = r.id and t.state in ('open', 'filled')) as has_task,
    (select min(d.due_on) from data.promises d where d.request_id = r.id and d.kind = 'first_look' and d.state = 'due') as look_by,
    exists (select from data.messages m where m.request_id = r.id and m.match_id is null and m.desk_read_at is null) as unread
from data.requests r join data.groups g on g.id = r.group_id left join data.places p on p.id = r.place_id
left join data.places gp on gp.id = g.place_id join data.people o on o.id = r.asked_by
where r.ref = :'request' and r.community_id = here() and at_desk() and r.sent_at is not null;
