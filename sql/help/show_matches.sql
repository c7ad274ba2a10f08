-- Where I help now: with the next step, and whose it is.
select m.ref, m.state, m.seat, t.title, g.name as group_name, n.kind, n.owner, n.due_on, n.due_on < local_today() as late,
    m.agreement_at is null as unread, local(a.starts_at) as starts_at
from data.matches m join data.tasks t on t.id = m.task_id join data.groups g on g.id = m.group_id
left join lateral (select step_of(d.kind, d.subject_ref) as kind, d.due_on, case when d.person_id = me() then 'ours' when d.desk then 'desk'
    when d.person_id is not null then 'volunteer' else 'group' end as owner
    from data.promises d where d.match_id = m.id and d.state = 'due' order by d.due_on, d.person_id = me() desc nulls last limit 1) n on true
left join lateral (select min(o.starts_at) as starts_at from data.appointments o where o.match_id = m.id and o.state = 'fixed'
    and o.ends_at > app_now()) a on true
where m.person_id = me() and m.community_id = here() and m.state not in ('released', 'closed')
order by n.due_on nulls last, m.id limit 20;
