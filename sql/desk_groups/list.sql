-- Groups, those to be checked first, a page of twenty.
-- :show text
-- :after text
select l.* from (
	select g.ref, g.name, g.state, left(g.does, 200) as does, coalesce(p.name, nullif(g.town, '')) as place,
	    local(g.created_at) as at, count(*) over () > 20 as more, row_number() over (order by g.id desc) as place_in,
	    (select count(*) from data.requests r where r.group_id = g.id and r.sent_at is not null) as requests,
	    (select min(d.due_on) from data.promises d where d.kind = 'vet_group' and d.subject_ref = g.ref and d.state = 'due') as due_on
	from data.groups g left join data.places p on p.id = g.place_id
	left join data.groups a on a.ref = :'after' and a.community_id = here()
	where g.community_id = here() and at_desk() and (:'show' = 'all' or g.state = :'show') and (a.id is null or g.id < a.id)
	order by g.id desc limit 21
) l where l.place_in <= 20 order by l.place_in;
