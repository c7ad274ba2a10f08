-- Myself, as the ranking reads a volunteer; no row before I was checked.
select p.ref, v.afar, true as vetted, coalesce(v.paused_until >= n.today, false) as paused, l.latitude, l.longitude,
    v.reach_km, v.capacity, n.held, n.held >= v.capacity as filled, v.paused_until, extract(day from n.now - v.asked_at)::int as days, v.languages, v.hours,
    (select string_agg(s.skill || ':' || s.level || ':' || case when s.checked_by is not null
    and coalesce(s.checked_until >= n.today, true) then 't' else 'f' end, ' ')
    from data.volunteer_skills s where s.person_id = p.id) as skills,
    (select array_agg(distinct c.kind) from data.credentials c where c.person_id = p.id and c.state = 'checked'
    and coalesce(c.valid_until >= n.today, true)) as credentials
from data.volunteers v join data.people p on p.id = v.person_id left join data.places l on l.id = v.place_id
-- offset 0: asked once, not wherever they are named
cross join lateral (select held(p.id) as held, local_today() as today, app_now() as now offset 0) n
where v.person_id = me() and v.community_id = here() and v.state = 'vetted';
