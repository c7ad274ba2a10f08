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
