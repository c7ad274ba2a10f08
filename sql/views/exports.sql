-- "Everything you have about me": asked for, made by the steward, fetched once.

create function exports_new() returns answer language plpgsql security definer as $$
begin
	perform from data.people p where p.id = me() and p.state = 'active' for no key update;
	if not found then
		return absent();
	elsif exists (select from data.exports e where e.person_id = me() and e.asked_at > app_now() - interval '1 day') then
		return lost('exports_once_a_day_lost', '');
	end if;
	update data.exports e set state = 'expired', archive = null, over_at = app_now()
	where e.person_id = me() and e.state in ('asked', 'made');
	insert into data.exports (community_id, person_id) values (here(), me());
	perform audit('exports_new', 'person', me());
	return done('', 'exports_new_said');
end $$;

-- Once: the archive leaves the database in the deed that hands it out.
create function exports_take(export text, out there bool, out archive text) language plpgsql security definer as $$
declare
	e data.exports;
begin
	select * into e from data.exports o where o.ref = export and o.person_id = me() and o.community_id = here() for update;
	there := e.id is not null;
	if e.state = 'made' and e.ends_at > app_now() then
		archive := envelope('exports.archive', e.vault, e.archive);
		update data.exports o set state = 'taken', archive = null, over_at = app_now() where o.id = e.id;
		perform audit('exports_take', 'person', me());
	end if;
	perform still_here();
end $$;

-- For the steward: who waits longest, held until its transaction ends.
create function exports_next() returns table (id bigint, community_id bigint, person_id bigint)
language plpgsql security definer as $$
declare
	c record;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		return query select e.id, e.community_id, e.person_id from data.exports e where e.state = 'asked'
		    and (e.next_at is null or e.next_at <= app_now()) order by e.asked_at limit 1 for update skip locked;
		if found then
			return;
		end if;
	end loop;
end $$;

-- The key that an archive is about to have: to be destroyed, unless it comes
-- to be one's.  What a broken transaction wrote with it may stand in a backup.
create function exports_key(subject text) returns void language plpgsql security definer as $$
begin
	insert into data.keys_to_destroy (subject, noted) values (exports_key.subject, false);
end $$;

-- It could not be made: the others go on.
create function exports_later(community bigint, export bigint) returns void language plpgsql security definer as $$
begin
	perform visit_as(community, null);
	update data.exports e set next_at = app_now() + interval '1 minute' where e.id = export and e.state = 'asked';
end $$;

create function exports_made(export bigint, vault text, archive text) returns void language plpgsql security definer as $$
declare
	e data.exports;
begin
	update data.exports o set state = 'made', made_at = app_now(), ends_at = app_now() + interval '24 hours',
	    vault = exports_made.vault, archive = exports_made.archive where o.id = export returning * into e;
	delete from data.keys_to_destroy k where k.subject = exports_made.vault;
	perform audit('exports_made', 'person', e.person_id);
	perform mail('export_ready', e.person_id, jsonb_build_object('export', e.ref));
end $$;

-- A day after it was made nobody can fetch it any more.
create function exports_expire() returns void language plpgsql security definer as $$
begin
	update data.exports e set state = 'expired', archive = null, over_at = app_now()
	where e.community_id = here() and e.state = 'made' and e.ends_at <= app_now();
	delete from data.exports e where e.community_id = here() and e.state in ('taken', 'expired')
	and e.asked_at < kept_since('keep_operations');
end $$;

-- How a column's value is shown to its person.
create function archive_value(tbl text, col text, type text, sealed text) returns text language plpgsql stable as $$
declare
	to_ text;
begin
	if sealed is not null then
		return format('envelope(%L, x.%I, x.%I)',
		    -- a number typed with a code is sealed for the account that takes it over
		    replace(tbl || '.' || col, 'sign_ins.phone', 'accounts.phone'), sealed, col);
	elsif type = 'timestamp with time zone' then
		return format('local(x.%I)', col);
	elsif type = 'boolean' then
		return format('case when x.%I then ''yes'' else ''no'' end', col);
	end if;
	-- a number that leads to something with a reference is shown as that
	select c.confrelid::regclass::text into to_ from pg_constraint c
	join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname = col
	where c.contype = 'f' and c.conrelid = format('data.%I', tbl)::regclass and col like '%\_id'
	and exists (select from pg_attribute r where r.attrelid = c.confrelid and r.attname = 'ref' and not r.attisdropped);
	if to_ is not null then
		return format('(select r.ref from %s r where r.id = x.%I)', to_, col);
	end if;
	return format('x.%I::text', col);
end $$;

-- All rows that lead to a person, table by table, each value with what it is.
create function archive(community bigint, person bigint) returns table (tbl text, tbl_what text, tbl_why text, seen text,
    tbl_first bool, col text, what text, row_no bigint, row_first bool, value text, sealed bool)
language plpgsql security definer as $$
declare
	t record;
	mail_ text;
begin
	perform visit_as(community, person);
	select a.address into mail_ from data.accounts a where a.person_id = person;
	for t in select k.tbl, max(k.rows_what) as what, max(obj_description(k.tbl_no::oid, 'pg_class')) as said, k.rows_of,
	        string_agg(format('(%s, %L, %L, (%s)::text, %L::bool)', k.place, k.col, k.what,
	            archive_value(k.tbl, k.col, k.type, k.sealed), k.sealed is not null), ', ' order by k.place) as cells
	    from privacy_columns() k where k.kind in ('person', 'fact')
	    group by k.tbl, k.tbl_no, k.step, k.rows_of
	    order by array_position('{arrive,ask,offer,meet,after,run}', k.step), k.tbl_no
	loop
		return query execute format($q$
			select %L::text, %L::text, %L::text, %L::text, row_number() over w = 1, s.col, s.what, s.n,
			    row_number() over (partition by s.n order by s.place) = 1, s.value, s.sealed
			from (select x.n, c.* from (select row_number() over (order by x.ctid) as n, x.* from data.%I x where %s) x
			    cross join lateral (values %s) c (place, col, what, value, sealed) where c.value <> '') s
			window w as (order by s.n, s.place) order by s.n, s.place $q$,
		    t.tbl, t.what, privacy_part(t.said, 'why'), privacy_part(t.said, 'seen'), t.tbl, privacy_where(t.rows_of), t.cells)
		    using person, mail_;
	end loop;
end $$;
