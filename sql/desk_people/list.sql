-- People: volunteers of a kind or coordinators, newest first, a page of twenty.
-- :show text
-- :after text
select l.* from (
	select p.ref, p.name, local(p.created_at) as at, v.state, v.capacity, pl.name as place, v.afar,
	    v.paused_until, v.paused_until >= local_today() as paused, k.person_id is not null as coordinator,
	    (select count(*) from data.matches m where m.person_id = p.id and m.state not in ('released', 'confirmed', 'closed')) as helping,
	    (select string_agg(s.skill, ' ' order by s.level desc, s.skill) from data.volunteer_skills s where s.person_id = p.id) as skills,
	    (select min(d.due_on) from data.promises d where d.kind = 'vet_volunteer' and d.subject_ref = p.ref and d.state = 'due') as due_on,
	    count(*) over () > 20 as more, row_number() over (order by p.id desc) as place_in
	from data.people p left join data.volunteers v on v.person_id = p.id left join data.places pl on pl.id = v.place_id
	left join data.coordinators k on k.person_id = p.id
	left join data.people a on a.ref = :'after' and a.community_id = here()
	where p.community_id = here() and at_desk() and p.state <> 'erased' and (a.id is null or p.id < a.id)
	and case :'show' when 'coordinators' then k.person_id is not null
	    when 'paused' then v.state = 'vetted' and v.paused_until >= local_today()
	    when 'all' then v.person_id is not null else v.state = :'show' end
	order by p.id desc limit 21
) l where l.place_in <= 20 order by l.place_in;
