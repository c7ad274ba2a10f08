-- Nothing that is sealed stands readable in the demo, and everybody has a key.
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
begin;
set local client_min_messages = warning;
create extension if not exists pgtap with schema public;
select no_plan();
create temp table columns as select * from (values ('accounts', 'phone'), ('groups', 'street'), ('groups', 'entry_notes'),
    ('sign_ins', 'phone')) c (tbl, col);
create function pg_temp.counted(tbl text, condition text) returns bigint language plpgsql as $$
declare
	n bigint;
begin
	execute format('select count(*) from data.%I where %s', tbl, condition) into n;
	return n;
end $$;

select is((select string_agg(c.relname || '.' || a.attname, ' ' order by c.relname::text) from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'data'::regnamespace and a.attname = 'vault' and c.relname <> 'exports' and not a.attisdropped and c.relkind = 'r'),
	(select string_agg(distinct tbl || '.vault', ' ' order by tbl || '.vault') from columns), 'what has a key is looked at here');
select is((select count(*) from columns c where not exists (select from pg_constraint k where k.conname = c.tbl || '_' || c.col || '_sealed'
    and k.convalidated)), 0::bigint, 'every one of these columns is held by its constraint');
select is(pg_temp.counted(tbl, format('%I <> '''' and (%I !~ ''^1\.[A-Za-z0-9_-]{55,}$'' or vault = '''')', col, col)), 0::bigint,
	format('%s.%s: nothing readable', tbl, col)) from columns;
select cmp_ok(pg_temp.counted(tbl, format('%I <> ''''', col)), '>', 0::bigint, format('%s.%s: but there is something', tbl, col))
from columns where tbl <> 'sign_ins';
select is((select count(*) from data.to_seal), 0::bigint, 'nothing waits to be sealed');
select is(pg_temp.counted('accounts', 'vault = '''' and address like ''%@example.org'''), 0::bigint, 'everybody of the demo has a key');
select is((select count(*) from pg_class c where c.relnamespace = 'data'::regnamespace and c.relname = 'to_seal' and c.relrowsecurity
    and c.relforcerowsecurity), 1::bigint, 'what waits is behind row-level security');
select is((select string_agg(r, ' ' order by r) from unnest(array['nocape_web', 'nocape_guard', 'nocape_steward']) r
    where has_table_privilege(r, 'data.to_seal', 'select')), null, 'and nobody but the deeds reads it');
-- What was sealed is what was read: written anew meanwhile, the new one waits.
create temp table one as select a.person_id as id, a.community_id as community, a.vault, a.phone from data.accounts a where a.phone <> '' limit 1;
create function pg_temp.put(plain text) returns text language plpgsql as $$
begin
	perform vaults_sealed(one.community, 'accounts.phone', one.id, put.plain, one.vault, one.phone) from one;
	return (select case when a.phone = one.phone then 'sealed' else a.phone end || coalesce(' and waits: ' || w.plain, '')
	    from one join data.accounts a on a.person_id = one.id left join data.to_seal w on w.place = 'accounts.phone' and w.row_id = one.id);
end $$;
update data.accounts set phone = '01632 960599' where person_id = (select id from one);
select is(pg_temp.put('01632 960598'), ' and waits: 01632 960599', 'an old one is not put in place of a new one');
select is(pg_temp.put('01632 960599'), 'sealed', 'the new one is');
select finish();
rollback;
