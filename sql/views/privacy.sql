-- What the comments of sql/privacy.sql say, taken apart: the page, the
-- archive, the erase and the tests read them here.

create function privacy_part(comment text, name text) returns text language sql immutable
	return btrim(substring(comment from '\| ' || name || ': ([^|]*)'));

-- Every column of every table; what the column does not say is its table's.
create function privacy_columns() returns table (tbl text, col text, place int, type text, kind text, what text,
    of_ text, why text, keep text, seen text, erase text, sealed text, rows_what text, step text, rows_of text,
    rows_erase text, tbl_no bigint)
language sql stable as $$
	select t.relname::text, a.attname::text, a.attnum::int, format_type(a.atttypid, a.atttypmod),
	    coalesce(split_part(c.said, ':', 1), split_part(t.said, ':', 1)),
	    btrim(substring(coalesce(c.said, t.said) from '^[a-z]+: ([^|]*)')),
	    coalesce(privacy_part(c.said, 'of'), privacy_part(t.said, 'of')),
	    coalesce(privacy_part(c.said, 'why'), privacy_part(t.said, 'why')),
	    coalesce(privacy_part(c.said, 'keep'), privacy_part(t.said, 'keep')),
	    coalesce(privacy_part(c.said, 'seen'), privacy_part(t.said, 'seen')),
	    coalesce(privacy_part(c.said, 'erase'), privacy_part(t.said, 'erase')),
	    privacy_part(c.said, 'sealed'),
	    case when t.said like 'rows: %' then btrim(substring(t.said from '^rows: ([^|]*)')) end,
	    privacy_part(t.said, 'step'), privacy_part(t.said, 'of'), privacy_part(t.said, 'erase'), t.oid::bigint
	from (select k.oid, k.relname, obj_description(k.oid, 'pg_class') as said from pg_class k
	    where k.relnamespace = 'data'::regnamespace and k.relkind in ('r', 'p')) t
	join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
	cross join lateral (select col_description(t.oid, a.attnum) as said) c
$$;

-- 'kept for two years': what a setting's number of days means to a person.
create function privacy_days(keep text) returns int language sql stable
	return (select r.days from data.retention r where r.kind = split_part(keep, ' ', 1));

-- The page: what of a table is treated alike stands together, in the order of
-- a person's journey; what follows says only where it differs.  Days become
-- years where they are whole ones.
create function privacy_told() returns table (step text, step_first bool, rows_what text, rows_first bool, whats text,
    why text, years int, days int, after text, keep text, seen text, erase text, because text)
language sql stable as $$
	with alike as (
		select c.step, c.tbl_no, c.rows_what, min(c.place) as place, c.why, c.keep, c.seen, c.erase,
		    string_agg(upper(left(c.what, 1)) || substr(c.what, 2), E'\n' order by c.place) as whats
		from privacy_columns() c
		where c.rows_what is not null and c.kind in ('person', 'fact') and c.col <> 'ref'
		group by c.step, c.tbl_no, c.rows_what, c.why, c.keep, c.seen, c.erase
	), placed as (
		select a.*, array_position('{arrive,ask,offer,meet,after,run}', a.step) as step_no,
		    row_number() over (partition by a.step order by a.tbl_no, a.place) = 1 as step_first,
		    row_number() over w = 1 as rows_first,
		    nullif(a.why, lag(a.why) over w) as new_why, nullif(a.keep, lag(a.keep) over w) as new_keep,
		    nullif(a.seen, lag(a.seen) over w) as new_seen
		from alike a window w as (partition by a.tbl_no order by a.place)
	), counted as (
		select p.*, privacy_days(p.new_keep) as n from placed p
	)
	select p.step, p.step_first, p.rows_what, p.rows_first, p.whats, upper(left(p.new_why, 1)) || substr(p.new_why, 2),
	    case when p.n % 365 = 0 then p.n / 365 end, case when p.n % 365 <> 0 then p.n end,
	    substring(p.new_keep from '^keep_[a-z_]+ (.*)$'),
	    case when p.n is null then upper(left(p.new_keep, 1)) || substr(p.new_keep, 2) end,
	    upper(left(p.new_seen, 1)) || substr(p.new_seen, 2),
	    split_part(regexp_replace(p.erase, '^kept without.*', 'nameless'), ' ', 1),
	    substring(p.erase from '(?:because|shows) (.*)$')
	from counted p order by p.step_no, p.tbl_no, p.place
$$;

-- What goes with an erase, and what stays and why, table by table.
create function privacy_erased() returns table (goes bool, what text, because text) language sql stable as $$
	select e.goes, e.what, e.because from (
		select true as goes, c.rows_what as what, null as because, c.tbl_no, 0 as place from privacy_columns() c
		where c.rows_erase = 'removed' group by c.rows_what, c.tbl_no
		union all
		select true, upper(left(c.what, 1)) || substr(c.what, 2), c.rows_what, c.tbl_no, c.place from privacy_columns() c
		where c.rows_erase like 'kept%' and c.kind = 'person' and c.erase like 'emptied%'
		union all
		select false, c.rows_what, substring(c.rows_erase from 'because (.*)$'), c.tbl_no, 0 from privacy_columns() c
		where c.rows_erase like 'kept%' group by c.rows_what, c.rows_erase, c.tbl_no
	) e order by e.goes desc, e.tbl_no, e.place
$$;
