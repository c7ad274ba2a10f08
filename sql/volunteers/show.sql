-- My own profile as a volunteer, sent or still being written.
select p.ref, split_part(p.name, ' ', 1) as first_name, v.state, v.agreed_at is null as draft, v.agreed_at is not null as sent,
    v.words, v.town, l.name as place, l.region,
    v.town <> '' and (v.place_id is null or lower(l.name) <> lower(v.town)
    or (select count(*) from towns_like(v.town) o where lower(o.name) = lower(v.town)) > 1)
    and exists (select from towns_like(v.town)) as place_open, v.place_id as place_id,
    case when v.agreed_at is null and v.afar and v.town = '' and v.reach_km = 10 then null when not v.afar then 'near'
    when v.town = '' then 'afar' else 'both' end as how,
    v.reach_km, v.capacity, v.languages, v.hours, v.interests, v.paused_until,
    coalesce(v.paused_until >= local_today(), false) as paused, v.reason, v.next_step, held(p.id) as held,
    (select array_agg(s.skill) from data.volunteer_skills s where s.person_id = p.id) as skills,
    (select count(*) from data.credentials c where c.person_id = p.id) >= 10 as ten,
    promised('vet_volunteer', p.ref) as due_on
from data.volunteers v join data.people p on p.id = v.person_id left join data.places l on l.id = v.place_id
where v.person_id = me() and v.community_id = here();
