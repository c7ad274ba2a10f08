-- Row-level security, the second line: what the web role reads without a
-- visit, as a guest, and as somebody; table by table.
begin;
\ir ../lib/match.sql
select no_plan();

-- Canaries in what only a few may read.
update data.groups set vault = md5('door'), street = pg_temp.sealed('CANARY street'), entry_notes = pg_temp.sealed('CANARY door') where id = pg_temp.grp('Food bank');
update data.accounts set vault = md5(person_id::text), phone = pg_temp.sealed('CANARY phone') where community_id = pg_temp.here();
create temp table t as select pg_temp.task(2) as id;
insert into data.task_skills (task_id, community_id, skill) select id, pg_temp.here(), 'wifi' from t;
create temp table filled as select pg_temp.match('Kay') as ref;
insert into data.claims (community_id, task_id, person_id, seat, place, read_story, words)
select pg_temp.here(), t.id, pg_temp.person(w), 'lead', n, true, 'CANARY words of ' || w from t, (values ('Tom', 1), ('Sid', 2)) c (w, n);
-- Una's hand for what Kay does now was declined; Sid did it before.
insert into data.claims (community_id, task_id, person_id, seat, place, read_story, state)
select pg_temp.here(), m.task_id, pg_temp.person('Una'), 'lead', 1, true, 'declined' from data.matches m join filled f on f.ref = m.ref;
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat, state, reason)
select pg_temp.here(), m.task_id, m.request_id, m.group_id, pg_temp.person('Sid'), 'lead', 'released', 'CANARY reason of Sid'
from data.matches m join filled f on f.ref = m.ref;
update data.requests set goal = 'CANARY goal' where community_id = pg_temp.here();
insert into data.desk_notes (community_id, kind, subject_id, author_id, body)
values (pg_temp.here(), 'group', pg_temp.grp('Food bank'), pg_temp.person('Ruth'), 'CANARY note');

grant select on all tables in schema pg_temp to nocape_web;
-- Tables in which the web sees a row, as it stands.
create function pg_temp.seen() returns text language plpgsql as $$
declare
	t text;
	any_ bool;
	list text[] := '{}';
begin
	for t in select c.relname from pg_class c where c.relnamespace = 'data'::regnamespace and c.relkind = 'r'
	    and has_any_column_privilege('nocape_web', c.oid, 'select') order by 1 loop
		execute format('select exists (select from data.%I)', t) into any_;
		list := list || case when any_ then t end;
	end loop;
	return array_to_string(list, ' ');
end $$;
-- Who reads it: nobody ('-'), a guest (null), or somebody.
create or replace function pg_temp.i_am(who text) returns void language sql as $$
	select set_config('app.community', case when who = '-' then '' else pg_temp.here()::text end, true),
	    set_config('app.person', coalesce(pg_temp.person(who)::text, ''), true),
	    set_config('app.desk', case when who = 'Ruth' then 't' else 'f' end, true),
	    set_config('app.volunteer', case when who in ('Tom', 'Sid', 'Una', 'Kay') then 't' else 'f' end, true) $$;

select is(pg_temp.as_web('-', 'select pg_temp.seen()'), 'clock places retention skills', 'without a visit nothing is seen');
select is(pg_temp.as_web(null, 'select pg_temp.seen()'), 'clock communities groups people places retention skills task_skills tasks',
	'a guest sees groups, what is on offer');
select is(pg_temp.as_web(null, 'select string_agg(name, '' '') from data.people'), 'Ruth', 'and who runs it');
select is(pg_temp.as_web('Gus', $$select string_agg(distinct name, ' ' order by name) from data.people$$), 'Gus Ruth',
	'a member of another group knows the desk and herself');

-- ---- where a group is, and how to get in ----------------------------------------
select is(pg_temp.as_web(w, format('select street || entry_notes from data.groups where id = %s', pg_temp.grp('Food bank'))), 'refused',
	coalesce(w, 'a guest') || ' does not read it from the row') from unnest(array[null, 'Gus', 'Tom', 'Ruth']) w;
select is(pg_temp.as_web(w, format('select street || entry_notes from group_door(%s)', pg_temp.grp('Food bank'))), case when may then 'groups.street|' || md5('door') || '|' || pg_temp.sealed('CANARY street')
	    || 'groups.entry_notes|' || md5('door') || '|' || pg_temp.sealed('CANARY door') else '' end,
	coalesce(w, 'a guest') || case when may then ' reads' else ' does not read' end || ' where it is')
from (values (null, false), ('Gus', false), ('Tom', false), ('Sid', false), ('Una', false), ('Kay', true), ('Amina', true), ('Ruth', true)) x (w, may);
update data.matches m set agreement_at = null from filled f where f.ref = m.ref;
select is(pg_temp.as_web('Kay', format('select street from group_door(%s)', pg_temp.grp('Food bank'))), '', 'nor the volunteer before the agreement');
update data.matches m set agreement_at = app_now() from filled f where f.ref = m.ref;

-- ---- hands that others raised ------------------------------------------------------
select is(pg_temp.as_web(w, 'select string_agg(words, '', '' order by words) from data.claims where words <> '''''), seen, w || '''s view of the claims')
from (values ('Tom', 'CANARY words of Tom'), ('Sid', 'CANARY words of Sid'), ('Una', ''), ('Gus', ''),
    ('Amina', 'CANARY words of Sid, CANARY words of Tom'), ('Ruth', 'CANARY words of Sid, CANARY words of Tom')) x (w, seen);
select is(pg_temp.as_web('Una', 'select count(*)::text from data.matches'), '0', 'whose hand was declined sees nothing of the match');
select is(pg_temp.as_web('Kay', 'select count(*)::text from data.matches where reason <> '''''), '0', 'who came after does not read why Sid left');

-- ---- the story -----------------------------------------------------------------------
\set story `cat sql/tasks/show_story.sql | sed -n '/^select/,$p' | tr '\n' ' ' | sed 's/;.*//'`
create temp table story as select :'story' as text;
create function pg_temp.story(who text, task text) returns text language sql as $$
	select pg_temp.as_web(who, 'select s.goal from (' || replace((select text from story), ':''task''', quote_literal(task)) || ') s') $$;
select is(pg_temp.story(w, (select x.ref from data.tasks x join t on t.id = x.id)), case when may then 'CANARY goal' else '' end,
	coalesce(w, 'a guest') || case when may then ' reads' else ' does not read' end || ' the story of a task on offer')
from (values (null, false), ('Gus', false), ('Tom', true), ('Una', true), ('Amina', true), ('Ruth', true)) x (w, may);
select is(pg_temp.story(w, (select x.ref from data.tasks x join data.matches m on m.task_id = x.id join filled f on f.ref = m.ref)),
	case when may then 'CANARY goal' else '' end,
	w || case when may then ' reads' else ' does not read' end || ' that of one that is taken')
from (values ('Gus', false), ('Tom', false), ('Una', false), ('Sid', false), ('Kay', true), ('Amina', true), ('Ruth', true)) x (w, may);

-- ---- what is inside a deed ---------------------------------------------------------------
select is(array(select p.proname::text from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prosecdef
	and has_function_privilege('nocape_web', p.oid, 'execute') and p.proname in ('asks_changed', 'desk_looked', 'member_can_go',
	'requests_arrive', 'task_skills_set') order by 1), '{}', 'the web calls no part of a deed that leaves the checking to the whole');

-- ---- every table, also the next one ---------------------------------------------------------
select is(array(select c.relname::text from pg_class c where c.relnamespace = 'data'::regnamespace and c.relkind in ('r', 'p')
	and not (c.relrowsecurity and c.relforcerowsecurity) order by 1), '{}', 'row-level security, and for its owner, too');
select is(array(select distinct c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id'
	join pg_policy p on p.polrelid = c.oid
	where c.relnamespace = 'data'::regnamespace and p.polroles && array['nocape_web'::regrole::oid, 'nocape_definer'::regrole::oid]
	and pg_get_expr(p.polqual, c.oid) !~ 'community_id = \( SELECT (data\.)?here\(\)' order by 1), '{}',
	'where a row has a community, whoever reads it is held to theirs');
select is(array(select c.relname::text from pg_class c where c.relnamespace = 'data'::regnamespace and c.relkind = 'r'
	and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id' and not a.attisdropped)
	order by 1), '{audit_heads,backups,clock,communities,keys_to_destroy,limits,places,ref_seed,retention,seals,skills,to_seal,transitions,tries}', 'only these belong to no community');
select is(array(select c.relname || ' ' || p from pg_class c cross join unnest(array['insert', 'update', 'delete', 'truncate']) p
	where c.relnamespace = 'data'::regnamespace and c.relkind in ('r', 'p') and (has_table_privilege('nocape_web', c.oid, p)
	or has_any_column_privilege('nocape_web', c.oid, case when p in ('insert', 'update') then p else 'select' end)
	and p in ('insert', 'update')) order by 1), '{}', 'the web writes nowhere');

-- ---- who finds out who comes ---------------------------------------------------------------
select is(array(select c.relname || ' ' || p from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete']) p
	where c.relnamespace = 'data'::regnamespace and c.relkind = 'r' and has_table_privilege('nocape_guard', c.oid, p) order by 1),
	'{clock select,communities select,coordinators select,logins select,memberships select,people select,volunteers select}',
	'the guard reads what tells who comes');
select is(array(select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
	where c.relnamespace = 'data'::regnamespace and c.relkind = 'r' and a.attnum > 0
	and has_column_privilege('nocape_guard', c.oid, a.attnum, 'update')), '{logins.seen_at}', 'and writes when that was');
select is(array(select p.proname::text from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = 'nocape_guard'
	and p.pronamespace = current_schema()::regnamespace), '{visit}', 'only visit() runs as it');

-- ---- what a list reads, kept beside each task --------------------------------------------------
create function pg_temp.line() returns text language sql as $$
	select concat_ws(', ', k.group_name, k.town) from data.tasks k join t on t.id = k.id $$;
insert into data.places (id, name, region, country, latitude, longitude, people) values
	(990000021, 'Listham', 'North', 'XX', 50, 0, 900), (990000022, 'Listford', 'North', 'XX', 51, 0, 900);
update data.tasks set place_id = 990000021 where id in (select id from t);
select is(pg_temp.line(), 'Food bank, Listham', 'a task knows its group and town');
update data.tasks set place_id = 990000022 where id in (select id from t);
select is(pg_temp.line(), 'Food bank, Listford', 'the new town');
update data.tasks set group_name = 'Another', town = 'Elsewhere' where id in (select id from t);
select is(pg_temp.line(), 'Food bank, Listford', 'and no other');
update data.groups set name = 'Food bank and kitchen' where id = pg_temp.grp('Food bank');
select is(pg_temp.line(), 'Food bank and kitchen, Listford', 'the group''s new name');
update data.tasks set place_id = null where id in (select id from t);
select is(pg_temp.line(), 'Food bank and kitchen', 'no town any more');

select * from finish();
rollback;
