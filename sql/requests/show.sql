-- A request of one of my groups: the story and where it stands.
-- :request text
select r.ref, r.state, r.title, r.goal, r.today, r.hurts, r.affected, r.since, r.tried, r.uses, r.reach,
    coalesce(p.name, r.town) as place, nullif(p.region, '') as region, r.hours_words, r.pressing, r.pressing_words,
    r.wanted_by as by_day, r.measure, r.measure_now, r.reason, r.next_step, r.appealed,
    r.state in ('sent', 'question', 'open') as can_change,
    r.state in ('sent', 'question', 'open', 'under_way', 'done') as can_withdraw,
    r.state in ('open', 'under_way') as can_work, local(r.sent_at) as sent_at, local(r.changed_at) as changed_at,
    g.name as group_name, g.ref as group_ref, g.state as group_state, usual_days() as usual,
    n.kind, n.owner, n.due_on, n.name, n.match_ref, n.late, n.ours,
    (select m.ref from data.matches m where m.request_id = r.id and m.state not in ('released', 'closed')
     order by m.seat, m.id limit 1) as helper_ref,
    v.meets_at, v.meets_name,
    (select sum(t.waiting) from data.tasks t where t.request_id = r.id and t.state = 'open') as hands,
    exists (select from data.tasks t where t.request_id = r.id and t.state = 'open' and t.published) as on_offer
from data.requests r join data.groups g on g.id = r.group_id left join data.places p on p.id = r.place_id
left join lateral (select * from request_steps(r.id) s where s.state = 'due' order by s.due_on, s.ours desc limit 1) n on true
left join lateral (select local(a.starts_at) as meets_at, p.name as meets_name
	from data.matches m join data.appointments a on a.match_id = m.id join data.people p on p.id = m.person_id
	where m.request_id = r.id and a.state = 'fixed' and a.ends_at > app_now() order by a.starts_at limit 1) v on true
where r.ref = :'request' and r.community_id = here() and r.group_id in (select my_groups());
