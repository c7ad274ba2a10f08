-- The audit trail: every deed leaves a row, nobody changes one, and what is
-- sealed is settled.
begin;
\ir ../lib/match.sql
select no_plan();

-- Which constraint a statement breaks; 'nothing' when it goes through.
create function pg_temp.breaks(statement text) returns text language plpgsql as $$
declare
	broke text;
begin
	execute statement;
	return 'nothing';
exception when others then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;

-- ---- every deed ---------------------------------------------------------------
-- A page's deeds are the functions that return an answer; which of them leave a
-- row, by themselves or through what they call.
create temp table body as select p.proname::text collate "C" as name, p.prosrc as src, p.prorettype = 'answer'::regtype as deed,
    has_function_privilege('nocape_web', p.oid, 'execute') as web
from pg_proc p where p.pronamespace = current_schema()::regnamespace;
create temp table leaves as with recursive r (name) as (
	select unnest(array['audit', 'audit_of']) collate "C"
	union
	select b.name from r join body b on b.src ~ ('\m' || r.name || '\(') and b.name not in ('finish')
) select name from r;
select cmp_ok((select count(*) from body where deed and web), '>', 50::bigint, 'there are deeds: ' || (select count(*) from body where deed and web));
select is(array(select name from body where deed and web and name not in ('finish', 'done', 'lost', 'absent')
	and name not in (select name from leaves) order by 1), '{}', 'each has a row to leave');
-- Whether it does on every way to its end is asked when it ends.
select set_config('app.audited', '', true) \g /dev/null
select throws_ok($$select * from finish(done('x', ''))$$, 'P0001', 'a deed without a row of the trail', 'a deed that left none has not happened');
select lives_ok($$select * from finish(lost('x', ''))$$, 'one that found nothing to do need not');
select lives_ok($$select * from finish(absent())$$, 'nor one that found nothing');
select audit('x_new', 'person', 7, 'why') \g /dev/null
select lives_ok($$select * from finish(done('x', ''))$$, 'a row, and it is done');
select set_config('app.visit', '7Q4F-K2M9', true), set_config('app.person', pg_temp.person('Ruth')::text, true), set_config('app.desk', 't', true) \g /dev/null
select audit('x_new', 'person', 8, 'why') \g /dev/null
select is((select row_to_json(a)::jsonb - 'id' - 'at' - 'community_id' from data.audit a order by id desc limit 1),
	jsonb_build_object('person_id', pg_temp.person('Ruth'), 'role', 'coordinator', 'deed', 'x_new', 'kind', 'person', 'subject_id', 8,
	'why', 'why', 'visit', '7Q4F-K2M9'), 'who, as what, what, on what, why, in which visit');
\set asked `cat $(find sql -mindepth 2 -name '*.sql' -not -path 'sql/views/*' -not -path 'sql/migrations/*' -not -path 'sql/demo/*') | tr '\n' ' '`
select is(array(select m[1] || m[2] from regexp_matches(:'asked'::text, '(\S*)\m([a-z_]+)\(', 'g') m where m[2] in (select name from body
	where deed and web and name not in ('finish', 'done', 'lost', 'absent')) and m[1] <> 'finish('), '{}', 'every statement of a deed ends it with finish()');

-- ---- nobody changes one ------------------------------------------------------------
select is(array(select r.rolname || ' ' || p || ' ' || t from pg_roles r, unnest(array['update', 'delete', 'truncate', 'trigger', 'references']) p,
	unnest(array['audit', 'seals', 'audit_heads']) t where r.rolname like 'nocape_%' and r.rolname not in ('nocape_owner', 'nocape_migrate')
	and has_table_privilege(r.rolname, 'data.' || t, p) order by 1), '{}', 'nobody could but the owner, and who migrates for it');
select is(array(select distinct r.rolname || '.' || a.attname from pg_roles r, pg_attribute a where a.attrelid in ('data.audit'::regclass,
	'data.seals'::regclass, 'data.audit_heads'::regclass) and a.attnum > 0 and r.rolname like 'nocape_%' and r.rolname not in ('nocape_owner', 'nocape_migrate')
	and has_column_privilege(r.rolname, a.attrelid, a.attnum, 'update')), '{}', 'not even a column');
select is(array(select r.rolname || ' ' || t from pg_roles r, unnest(array['audit', 'seals', 'audit_heads']) t where r.rolname like 'nocape_%'
	and r.rolname not in ('nocape_owner', 'nocape_migrate') and has_table_privilege(r.rolname, 'data.' || t, 'insert') order by 1),
	'{"nocape_definer audit","nocape_steward audit_heads","nocape_steward seals"}', 'deeds add rows, the steward seals and heads');
select is(array(select r.rolname || ' ' || t from pg_roles r, unnest(array['audit', 'seals', 'audit_heads']) t where r.rolname like 'nocape_%'
	and r.rolname not in ('nocape_owner', 'nocape_migrate') and has_table_privilege(r.rolname, 'data.' || t, 'select') order by 1),
	'{"nocape_audit audit","nocape_audit audit_heads","nocape_audit seals","nocape_definer audit","nocape_steward audit",'
	'"nocape_steward audit_heads","nocape_steward seals"}', 'and who reads them');
select is(array(select r.rolname::text from pg_roles r where r.rolname <> 'nocape_owner' and r.rolname like 'nocape_%'
	and pg_has_role(r.rolname, 'nocape_owner', 'member')), '{nocape_migrate}', 'nobody else becomes the owner');
select is(array(select c.relname::text from pg_class c where c.relnamespace = 'data'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
	and has_any_column_privilege('nocape_audit', c.oid, 'select') order by 1), '{audit,audit_heads,seals}', 'the auditor reads the trail alone');
select is(array(select c.relname::text from pg_class c where c.relnamespace = 'data'::regnamespace and c.relkind in ('r', 'p')
	and (has_table_privilege('nocape_audit', c.oid, 'insert') or has_table_privilege('nocape_audit', c.oid, 'delete'))), '{}', 'and writes nowhere');
select is(array(select p.proname::text from pg_proc p where p.pronamespace in (current_schema()::regnamespace) and
	has_function_privilege('nocape_audit', p.oid, 'execute')), '{}', 'and calls nothing');

-- ---- seals and heads -----------------------------------------------------------------
create function pg_temp.seal(set_ text) returns text language sql as $$
	select pg_temp.breaks(format('with o as (select -1::bigint as n, -1::bigint as audit_id, sha256('''') as hash) insert into data.seals select %s from o', set_)) $$;
select is(pg_temp.seal('7000000000, audit_id, hash'), 'nothing', 'as it stands');
select is(pg_temp.seal('n, audit_id, hash'), 'seals_n_counted', 'numbers begin with one');
select is(pg_temp.seal($$7000000000, audit_id, '\x00'$$), 'seals_hash_length', 'a hash has 32 bytes');
insert into data.seals values (8000000000, -2, sha256(''));
select is(pg_temp.seal('7000000001, -2, hash'), 'seals_audit_id_once', 'a row has one seal');
select is(pg_temp.breaks($$insert into data.audit_heads values (900000, 0, app_now(), 'x')$$), 'audit_heads_n_counted', 'a head is of some row');
select is(pg_temp.breaks($$insert into data.audit_heads values (900000, 1, app_now(), repeat('x', 301))$$), 'audit_heads_line_length', 'in one line');
select cmp_ok((select audit_settled()), '>=', (select max(id) from data.audit), 'what one wrote oneself is settled for oneself');

set local role nocape_web;
select throws_ok($$select audit_settled()$$, '42501', null, 'the web asks nothing of it');
select throws_ok($$select * from data.audit$$, '42501', null, 'nor reads the trail');
select throws_ok($$insert into data.audit (community_id, role, deed, kind) values (1, 'x', 'x', 'x')$$, '42501', null, 'nor writes it past a deed');
select throws_ok($$select audit('x', 'x', 1)$$, '42501', null, 'nor makes a row up');

select * from finish();
rollback;
