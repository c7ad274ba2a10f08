-- Every volunteer of the community as the ranking reads them, for a task.
-- :task text
-- slow
select p.ref, p.name, v.afar, v.state = 'vetted' as vetted, coalesce(v.paused_until >= local_today(), false) as paused,
    l.latitude, l.longitude, v.reach_km, v.capacity, coalesce(m.n, 0) + coalesce(c.n, 0) as held,
    extract(day from app_now() - v.asked_at)::int as days, v.languages, v.hours, s.skills, d.kinds as credentials,
    exists (select from data.memberships b where b.group_id = t.group_id and b.person_id = p.id and b.left_at is null) as member,
    (exists (select from data.claims x where x.task_id = t.id and x.person_id = p.id and x.state = 'waiting')
    or exists (select from data.invitations x where x.task_id = t.id and x.person_id = p.id and x.state = 'sent')
    or exists (select from data.matches x where x.task_id = t.id and x.person_id = p.id and x.state <> 'released')) as taken
from data.tasks t
join data.volunteers v on v.community_id = t.community_id and v.state in ('new', 'vetted') and v.agreed_at is not null
join data.people p on p.id = v.person_id and p.state = 'active'
left join data.places l on l.id = v.place_id
left join (select x.person_id, count(*)::int as n from data.matches x
    where x.community_id = here() and x.state not in ('released', 'confirmed', 'closed') group by x.person_id) m on m.person_id = p.id
left join (select x.person_id, count(*)::int as n from data.claims x
    where x.community_id = here() and x.state = 'waiting' group by x.person_id) c on c.person_id = p.id
left join (select x.person_id, string_agg(x.skill || ':' || x.level || ':' || case when x.checked_by is not null
    and coalesce(x.checked_until >= local_today(), true) then 't' else 'f' end, ' ') as skills
    from data.volunteer_skills x where x.community_id = here() group by x.person_id) s on s.person_id = p.id
left join (select x.person_id, array_agg(distinct x.kind) as kinds from data.credentials x
    where x.community_id = here() and x.state = 'checked' and coalesce(x.valid_until >= local_today(), true)
    group by x.person_id) d on d.person_id = p.id
where t.ref = :'task' and t.community_id = here() and at_desk() and t.state = 'open' and t.published
and p.id <> all ((select barred_people((select k.id from data.tasks k where k.ref = :'task' and k.community_id = here())))::bigint[]);
