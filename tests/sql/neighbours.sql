-- Row-level security between communities and between people, over every
-- table of the catalogue, with the demo's people: what the web role reads as
-- each of them, and that it holds the grants of one file.
begin;
create extension if not exists pgtap;
select no_plan();

create temp table here_ as select row_number() over (order by id desc) as n, id, key from data.communities where key in ('wendle', 'corran');
create temp table tables_ as select c.oid, c.relname::text as name from pg_class c
where c.relnamespace = 'data'::regnamespace and c.relkind in ('r', 'p');
create temp table kept_ as select t.name from tables_ t join pg_attribute a on a.attrelid = t.oid and a.attname = 'community_id'
where not a.attisdropped and has_column_privilege('nocape_web', t.oid, a.attnum, 'select');
create temp table who_ as select c.key, a.community_id, a.person_id, a.address::text,
    exists (select from data.coordinators k where k.person_id = a.person_id) as desk,
    exists (select from data.volunteers v where v.person_id = a.person_id and v.state = 'vetted') as volunteer
from data.accounts a join here_ c on c.id = a.community_id;

create function pg_temp.be(community bigint, person bigint, desk bool, volunteer bool) returns void language sql as $$
	select set_config('app.community', coalesce(community::text, ''), true), set_config('app.person', coalesce(person::text, ''), true),
	    set_config('app.desk', case when desk then 't' else 'f' end, true),
	    set_config('app.volunteer', case when volunteer then 't' else 'f' end, true) $$;
-- In how many rows of a table this holds, as the web reads it.
create function pg_temp.rows_(tbl text, holds text) returns bigint language plpgsql as $$
declare
	n bigint;
begin
	set local role nocape_web;
	execute format('select count(*) from data.%I where %s', tbl, holds) into n;
	reset role;
	return n;
end $$;

select ok(count(*) > 20, count(*) || ' tables belong to a community, and the web reads some of each') from kept_;
select ok(count(*) > 50, count(*) || ' people look at them') from who_;

-- ---- across -------------------------------------------------------------------------
create temp table seen_ (address text, tbl text, own bigint, others bigint);
do $$
declare
	w record;
	t record;
begin
	for w in select * from who_ order by key, address loop
		perform pg_temp.be(w.community_id, w.person_id, w.desk, w.volunteer);
		for t in select * from kept_ loop
			insert into seen_ values (w.address, t.name, pg_temp.rows_(t.name, 'community_id = ' || w.community_id),
			    pg_temp.rows_(t.name, 'community_id <> ' || w.community_id));
		end loop;
	end loop;
end $$;
select is((select string_agg(address || ' reads ' || tbl, ', ') from (select * from seen_ where others > 0 limit 5) s), null,
	'in ' || (select count(*) from seen_) || ' looks, nobody reads a row of the other community');
select ok((select count(distinct tbl) from seen_ where own > 0) > 20, 'while there is something to read in '
	|| (select count(distinct tbl) from seen_ where own > 0) || ' tables');

-- Somebody of one community in a visit of the other: visit() makes none, and
-- if it did, there would be no more than for somebody new.
create temp table new_ as select c.id as community, (select min(o.id) from here_ o where o.id <> c.id) as other from here_ c;
do $$
declare
	c record;
	w record;
	t record;
begin
	for c in select n.other as id, h.key from new_ n join here_ h on h.id = n.community loop
		for w in select * from who_ where community_id <> c.id and not desk order by address limit 20 loop
			for t in select * from kept_ loop
				perform pg_temp.be(c.id, w.person_id, false, false);
				insert into seen_ values ('astray ' || w.address, t.name, pg_temp.rows_(t.name, 'true'), null);
				perform pg_temp.be(c.id, -1, false, false);
				update seen_ set others = pg_temp.rows_(t.name, 'true') where address = 'astray ' || w.address and tbl = t.name;
			end loop;
		end loop;
	end loop;
end $$;
select is((select string_agg(address || ' ' || tbl, ', ') from (select * from seen_ where address like 'astray%' and own <> others limit 5) s),
	null, 'in ' || (select count(*) from seen_ where address like 'astray%') || ' looks, who has strayed reads what somebody new reads');

-- ---- within --------------------------------------------------------------------------
-- Two people who have nothing to do with each other: each row that names one
-- (person_id, author_id, asked_by, there) is not there for the other.
create temp table naming_ as select t.name, a.attname::text as col from tables_ t join pg_attribute a on a.attrelid = t.oid
where a.attname in ('person_id', 'author_id', 'asked_by', 'there', 'answered_by', 'proposed_by', 'invited_by') and not a.attisdropped
and has_column_privilege('nocape_web', t.oid, a.attnum, 'select') and t.name <> 'coordinators';
with p as (insert into data.people (community_id, name) select id, 'Newcomer' from here_ where key = 'wendle' returning id, community_id)
select id as newcomer, community_id as home from p \gset
do $$
declare
	n record;
	counts text[] := '{}';
begin
	-- as somebody new
	perform pg_temp.be((select id from here_ where key = 'wendle'), (select max(id) from data.people where name = 'Newcomer'), false, false);
	for n in select * from naming_ loop
		if pg_temp.rows_(n.name, format('%I is not null', n.col)) > 0 then
			counts := counts || (n.name || '.' || n.col);
		end if;
	end loop;
	perform set_config('test.named', array_to_string(counts, ' '), true);
end $$;
select is(current_setting('test.named'), '', 'somebody new reads no row that names anybody, in '
	|| (select count(*) from naming_) || ' columns');

-- ---- no visit, and a guest ---------------------------------------------------------------
create function pg_temp.tables_with_rows() returns text language plpgsql as $$
declare
	t record;
	found_ text[] := '{}';
begin
	for t in select name, oid from tables_ order by name loop
		if has_any_column_privilege('nocape_web', t.oid, 'select') and pg_temp.rows_(t.name, 'true') > 0 then
			found_ := found_ || t.name;
		end if;
	end loop;
	return array_to_string(found_, ' ');
end $$;
select pg_temp.be(null, null, false, false) \g /dev/null
select is(pg_temp.tables_with_rows(), 'clock places retention skills', 'without a visit only what is the same for everybody');
select pg_temp.be((select id from here_ where key = 'corran'), null, false, false) \g /dev/null
select is(pg_temp.tables_with_rows(), 'clock communities groups people places retention skills task_skills tasks', 'a guest reads what is public');
select is(pg_temp.rows_('people', 'id not in (select person_id from data.coordinators)') + pg_temp.rows_('people', 'true'),
	2 * (select count(*) from data.coordinators where community_id = (select id from here_ where key = 'corran')),
	'of people those who run it: a guest reads no coordinators, and as many names as there are');
select is((select string_agg(state, ',') from (select distinct t.state || case when t.published then '' else ' unpublished' end as state
	from data.tasks t where t.community_id = (select id from here_ where key = 'corran') and pg_temp.rows_('tasks', 'id = ' || t.id) > 0) s), 'open',
	'of tasks those that are on offer');

-- ---- what each role may, by one file ---------------------------------------------------------
create function pg_temp.held() returns text[] language sql as $$
	select array_agg(l order by l) from (
	    select t.name || ' ' || x.grantee::regrole || ' ' || x.privilege_type as l
	    from tables_ t join pg_class c on c.oid = t.oid cross join lateral aclexplode(c.relacl) x
	    where x.grantee in ('nocape_web'::regrole, 'nocape_steward'::regrole, 'nocape_guard'::regrole, 'nocape_audit'::regrole)
	    union all
	    select t.name || '.' || a.attname || ' ' || x.grantee::regrole || ' ' || x.privilege_type
	    from tables_ t join pg_attribute a on a.attrelid = t.oid cross join lateral aclexplode(a.attacl) x
	    where x.grantee in ('nocape_web'::regrole, 'nocape_steward'::regrole, 'nocape_guard'::regrole, 'nocape_audit'::regrole)) h $$;
create temp table held_ as select unnest(pg_temp.held()) as l;
revoke all on all tables in schema data from nocape_web, nocape_steward, nocape_guard, nocape_audit;
select is(pg_temp.held(), null, 'taken away, they hold nothing') \g
\set ON_ERROR_STOP on
\ir ../../sql/grants.sql
select is(array(select l from held_ except select unnest(pg_temp.held()) order by 1), '{}', 'what is held is what sql/grants.sql gives, no more');
select is(array(select unnest(pg_temp.held()) except select l from held_ order by 1), '{}', 'and no less: ' || (select count(*) from held_) || ' grants');
select is(array(select t.name || ' ' || coalesce(nullif(x.grantee, 0)::regrole::text, 'public') from tables_ t join pg_class c on c.oid = t.oid
	cross join lateral aclexplode(c.relacl) x where x.grantee <> c.relowner and x.grantee not in ('nocape_web'::regrole, 'nocape_steward'::regrole,
	'nocape_guard'::regrole, 'nocape_audit'::regrole, 'nocape_definer'::regrole) order by 1), '{}', 'nobody else holds anything');
select is(array(select rolname::text from pg_roles where rolname like 'nocape%' and (rolsuper or rolcreaterole or rolcreatedb
	or (rolbypassrls and rolname <> 'nocape_migrate') or (rolreplication and rolname <> 'nocape_backup'))), '{}',
	'no role of ours is above the rules, but who changes the tables and who copies the cluster');
select is(array(select rolname::text from pg_roles where rolname like 'nocape%' and rolcanlogin order by 1),
	'{nocape_audit,nocape_backup,nocape_migrate,nocape_steward,nocape_web}', 'only these sign in');
select is(array(select r.rolname::text || ' in ' || g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
	where g.rolname like 'nocape%' and r.rolname <> 'nocape_migrate' order by 1), '{nocape_steward in nocape_web}', 'and none is another but the steward, who writes mails with the recipient''s eyes');
select is(array(select t.name from tables_ t join pg_class c on c.oid = t.oid where c.relowner <> 'nocape_owner'::regrole order by 1), '{}',
	'every table belongs to the owner, who cannot sign in');

select * from finish();
rollback;
