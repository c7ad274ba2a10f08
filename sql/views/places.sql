-- Towns by name.

-- At most eight towns that somebody may have meant: the whole name first,
-- then names that begin so, then names that are written much alike; the
-- larger town first among equals.
create function place_find(town text, country text) returns table (id int, name text, region text)
language sql stable security definer as $$
	select p.id, p.name, p.region from data.places p
	where p.country = place_find.country and btrim(town) <> ''
	and (lower(p.name) like regexp_replace(lower(btrim(town)), '([\\%_])', '\\\1', 'g') || '%'
	    or lower(p.name) % lower(btrim(town)))
	order by lower(p.name) = lower(btrim(town)) desc,
	    starts_with(lower(p.name), lower(btrim(town))) desc,
	    case when starts_with(lower(p.name), lower(btrim(town))) then 0 else lower(p.name) <-> lower(btrim(town)) end,
	    p.people desc, p.id limit 8
$$;

-- The town somebody typed, when there is no doubt about it: one alone of
-- exactly that name.
create function town_place(town text) returns int language plpgsql stable security definer as $$
declare
	found int;
begin
	select min(p.id) into found from towns_like(town) p
	where lower(p.name) = lower(btrim(town_place.town)) having count(*) = 1;
	return found;
end $$;

-- At most eight towns of this community's country that a name may mean, each
-- with the nearest large town: of "Newport" there are six.
create function towns_like(town text) returns table (id int, name text, region text, near text)
language plpgsql stable security definer as $$
declare
	land constant text := (select c.country from data.communities c where c.id = here());
begin
	if btrim(town) = '' then
		return;
	end if;
	return query select p.id, p.name, p.region, (
		select l.name from data.places l where l.country = land and l.people >= 50000 and l.id <> o.id and o.people < 50000
		order by (l.latitude - o.latitude) ^ 2 + ((l.longitude - o.longitude) * cos(radians(o.latitude))) ^ 2 limit 1)
	from place_find(town, land) p join data.places o on o.id = p.id;
end $$;
