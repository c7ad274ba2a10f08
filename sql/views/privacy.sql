-- What the comments of sql/privacy.sql say, taken apart: the page, the
-- archive, the erase and the tests read them here.

create function privacy_part(comment text, name text) returns text language sql immutable
	return btrim(substring(comment from '\| ' || name || ': ([^|]*)'));

-- Every column of every table; what the column does not say is its table's.
create function privacy_columns() returns table (tbl text, col text, place int, type text, kind text, what text,
    of_ text, why text, keep text, seen text, erase text, sealed text, rows_what text, step text, rows_of text,
    rows_erase text)
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
	    privacy_part(t.said, 'step'), privacy_part(t.said, 'of'), privacy_part(t.said, 'erase')
	from (select k.oid, k.relname, obj_description(k.oid, 'pg_class') as said from pg_class k
	    where k.relnamespace = 'data'::regnamespace and k.relkind in ('r', 'p')) t
	join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
	cross join lateral (select col_description(t.oid, a.attnum) as said) c
$$;

-- 'kept for two years': what a setting's number of days means to a person.
create function privacy_days(keep text) returns int language sql stable
	return (select r.days from data.retention r where r.kind = split_part(keep, ' ', 1));
