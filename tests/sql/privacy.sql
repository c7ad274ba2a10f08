-- Every column says whose data it holds, in the one form that the page, the
-- archive and the erase are made from.
\ir ../lib/deeds.sql

-- What is wrong with what is said of a column; null when it is well.
create function pg_temp.path_wrong(of_ text, tbl text) returns text language plpgsql as $$
declare
	way text;
	f text[];
begin
	foreach way in array coalesce(string_to_array(of_, ' or '), '{}') loop
		f := regexp_match(way, '^([a-z_]+)(?: as (address)| through ([a-z_]+)\.([a-z_]+)\.([a-z_]+)(?: while ([a-z_]+) is empty)?| when ([a-z_]+) is ([a-z_]+))?$');
		if f is null then
			return 'of: ' || way || ' is no path';
		end if;
		if exists (select from (values (tbl, f[1]), (f[3], f[4]), (f[3], f[5]), (f[3], f[6]), (tbl, f[7])) c (t, c)
		    where c.c is not null and not exists (select from information_schema.columns i
		        where i.table_schema = 'data' and i.table_name = c.t and i.column_name = c.c)) then
			return 'of: ' || way || ' leads to a column that is not there';
		end if;
	end loop;
	return null;
end $$;

create function pg_temp.wrong(table_said text, said text, tbl text) returns text language plpgsql as $$
declare
	part text;
	erase text := coalesce(privacy_part(said, 'erase'), privacy_part(table_said, 'erase'));
	keep text := coalesce(privacy_part(said, 'keep'), privacy_part(table_said, 'keep'));
begin
	if table_said is null then
		return 'the table says nothing';
	elsif table_said ~ '^none: [^|]+$' then
		return case when said is not null and said !~ '^none: [^|]+$' then 'its table is none' end;
	elsif table_said !~ '^rows: [^|]+( \| (step|of|why|keep|seen|erase): [^|]+){6}$' then
		return 'the table''s form';
	elsif said is null then
		return 'nothing is said';
	elsif said !~ '^(none|fact): [^|]+$' and said !~ '^person: [^|]+( \| (of|why|keep|seen|erase|sealed): [^|]+)*$' then
		return 'the column''s form';
	end if;
	foreach part in array array['step', 'of', 'why', 'keep', 'seen', 'erase'] loop
		if privacy_part(table_said, part) is null then
			return 'the table does not say ' || part;
		end if;
	end loop;
	if privacy_part(table_said, 'step') not in ('arrive', 'ask', 'offer', 'meet', 'after', 'run') then
		return 'step';
	elsif erase !~ '^(removed|emptied|emptied, shows .+|kept (without the name )?because .+)$' then
		return 'erase';
	elsif keep like 'keep\_%' and (keep !~ '^keep_[a-z_]+ after .+' or privacy_days(keep) is null) then
		return 'keep: no such setting, or not since when';
	elsif privacy_part(said, 'sealed') is not null and not exists (select from information_schema.columns i
	    where i.table_schema = 'data' and i.table_name = tbl and i.column_name = privacy_part(said, 'sealed')) then
		return 'sealed: no such column';
	end if;
	return coalesce(pg_temp.path_wrong(privacy_part(table_said, 'of'), tbl),
	    pg_temp.path_wrong(privacy_part(said, 'of'), tbl));
end $$;

create view pg_temp.said as
select t.relname::text as tbl, a.attname::text as col, obj_description(t.oid, 'pg_class') as table_said,
    col_description(t.oid, a.attnum) as said
from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
where t.relnamespace = 'data'::regnamespace and t.relkind in ('r', 'p');

select is(string_agg(tbl || '.' || col || ': ' || pg_temp.wrong(table_said, said, tbl), E'\n' order by tbl, col), null,
    format('all %s columns of %s tables say whose data they hold', count(*), count(distinct tbl)))
from pg_temp.said;
select cmp_ok(count(*)::int, '>', 60, 'many of them can hold what a person wrote') from pg_temp.said where said like 'person: %';
select is(string_agg(kind, ' '), null, 'every setting of the retention is named by what it removes')
from data.retention r where kind not in ('keep_accounts')
and not exists (select from privacy_columns() c where c.keep like r.kind || ' %');

-- These words are read by people.
select is(string_agg(tbl || '.' || coalesce(col, ''), ' '), null, 'in plain words') from pg_temp.said
where concat(table_said, ' ', said) ~* '\m(invalid|forbidden|illegal|failed|please|sorry|just|simply|obviously|easy|users?|tickets?|issues?|submit)\M';
select is((select string_agg(k.kind, ' ') from data.retention k where not exists (select from privacy_told() t
    where coalesce(t.years * 365, t.days) = k.days)), null, 'the page tells every period of the settings');
update data.retention set days = 4321 where kind = 'keep_mails';
select is((select count(distinct t.after)::int from privacy_told() t where t.days = 4321), 1, 'as the job has it');
-- The check can fail: for a column that is new, and for each wrong form.
create table data.planted (id int, body text);
select is((select pg_temp.wrong(table_said, said, tbl) from pg_temp.said where tbl = 'planted' and col = 'body'),
    'the table says nothing', 'a new table that says nothing');
comment on table data.planted is 'rows: A | step: meet | of: id | why: so that | keep: an hour | seen: you | erase: removed';
select is((select pg_temp.wrong(table_said, said, tbl) from pg_temp.said where tbl = 'planted' and col = 'body'),
    'nothing is said', 'a new column that says nothing');
comment on column data.planted.body is 'person: your words';
select is((select pg_temp.wrong(table_said, said, tbl) from pg_temp.said where tbl = 'planted' and col = 'body'), null,
    'and is well when it speaks');
select isnt(pg_temp.wrong(t, s, 'planted'), null, 'refused: ' || w) from (values
    ('a word for a form', 'rows: A | step: meet | of: id | why: x | keep: y | seen: z | erase: removed', 'your words'),
    ('an unknown part', 'rows: A | step: meet | of: id | why: x | keep: y | seen: z | erase: removed', 'person: w | colour: red'),
    ('a part of the table is missing', 'rows: A | step: meet | of: id | why: x | keep: y | erase: removed', 'person: w'),
    ('a part twice in place of another', 'rows: A | step: meet | of: id | why: x | why: x | keep: y | erase: removed', 'person: w'),
    ('an unknown step', 'rows: A | step: fly | of: id | why: x | keep: y | seen: z | erase: removed', 'fact: w'),
    ('a path that is none', 'rows: A | step: meet | of: id in x | why: x | keep: y | seen: z | erase: removed', 'person: w'),
    ('a path to nowhere', 'rows: A | step: meet | of: nobody_id | why: x | keep: y | seen: z | erase: removed', 'person: w'),
    ('a path through nowhere', 'rows: A | step: meet | of: id through people.key.id | why: x | keep: y | seen: z | erase: removed', 'person: w'),
    ('a path through nowhere while', 'rows: A | step: meet | of: id through memberships.group_id.person_id while gone_at is empty | why: x | keep: y | seen: z | erase: removed', 'person: w'),
    ('a setting that is none', 'rows: A | step: meet | of: id | why: x | keep: keep_hats after it | seen: z | erase: removed', 'person: w'),
    ('a setting without since when', 'rows: A | step: meet | of: id | why: x | keep: keep_mails | seen: z | erase: removed', 'person: w'),
    ('an erase that is none', 'rows: A | step: meet | of: id | why: x | keep: y | seen: z | erase: perhaps', 'person: w'),
    ('kept without a reason', 'rows: A | step: meet | of: id | why: x | keep: y | seen: z | erase: removed', 'person: w | erase: kept'),
    ('sealed with nothing', 'rows: A | step: meet | of: id | why: x | keep: y | seen: z | erase: removed', 'person: w | sealed: hat'),
    ('a person in a table of nobody', 'none: nobody', 'person: w')) c (w, t, s);

select is(pg_temp.breaks($$insert into data.retention values ('hats', 3)$$), 'retention_kind_form', 'retention: form');
select is(pg_temp.breaks($$insert into data.retention values ('keep_hats', -1)$$), 'retention_days_range', 'retention: range');

select * from finish();
rollback;
