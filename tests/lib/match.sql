-- A community for the tests of matches: a food bank with two members, four
-- volunteers, a coordinator, and what makes matches of it.
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
set local client_min_messages = warning;
create extension if not exists pgtap with schema public;
insert into data.communities (key, name, zone) values ('pgtap-match', 'Pgtap', 'Europe/London');
create temp table fix as select id as community from data.communities where key = 'pgtap-match';
create function pg_temp.here() returns bigint language sql as $$ select community from fix $$;
select set_config('app.community', pg_temp.here()::text, false), set_config('app.zone', 'Europe/London', false) \g /dev/null
\ir sealed.sql
insert into data.people (community_id, name)
select pg_temp.here(), n from unnest('{Ruth,Amina,Joan,Tom,Sid,Kay,Una,Gus}'::text[]) n;
create function pg_temp.person(who text) returns bigint language sql as $$
	select id from data.people where community_id = pg_temp.here() and name = who $$;
insert into data.accounts (person_id, community_id, address, phone)
select id, community_id, lower(name) || '@pgtap.example', '01632 960100' from data.people where community_id = pg_temp.here();
insert into data.coordinators (person_id, community_id) values (pg_temp.person('Ruth'), pg_temp.here());
insert into data.groups (community_id, name, does, state) values
	(pg_temp.here(), 'Food bank', 'Food', 'vetted'), (pg_temp.here(), 'Others', 'Else', 'vetted');
create function pg_temp.grp(called text) returns bigint language sql as $$
	select id from data.groups where community_id = pg_temp.here() and name = called $$;
insert into data.memberships (group_id, person_id, community_id, contact) values
	(pg_temp.grp('Food bank'), pg_temp.person('Amina'), pg_temp.here(), true),
	(pg_temp.grp('Food bank'), pg_temp.person('Joan'), pg_temp.here(), false),
	(pg_temp.grp('Others'), pg_temp.person('Gus'), pg_temp.here(), true);
insert into data.volunteers (person_id, community_id, state, capacity) values
	(pg_temp.person('Tom'), pg_temp.here(), 'vetted', 5), (pg_temp.person('Sid'), pg_temp.here(), 'vetted', 5),
	(pg_temp.person('Una'), pg_temp.here(), 'vetted', 5), (pg_temp.person('Kay'), pg_temp.here(), 'vetted', 1);

-- An open request of the food bank with one task.
create function pg_temp.task(seats int default 1) returns bigint language plpgsql as $$
declare
	r bigint;
	t bigint;
begin
	insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses,
	    reach, pressing, measure)
	values (pg_temp.here(), pg_temp.grp('Food bank'), pg_temp.person('Amina'), 'open', 'List', 'g', 't', 'h', 'a', 's', 'u',
	    'here', 'soon', 'm') returning id into r;
	insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, seats, published)
	values (pg_temp.here(), r, pg_temp.grp('Food bank'), 'call', 'Talk', 60, true, task.seats, true) returning id into t;
	return t;
end $$;
create function pg_temp.i_am(who text) returns void language sql as $$
	select set_config('app.person', coalesce(pg_temp.person(who)::text, ''), false),
	    set_config('app.desk', case when who = 'Ruth' then 't' else 'f' end, false) $$;
-- A question as somebody, asked by the web role: row-level security holds.
create function pg_temp.as_web(who text, question text) returns text language plpgsql as $$
declare
	answer text;
begin
	perform pg_temp.i_am(who);
	set local role nocape_web;
	begin
		execute question into answer;
	exception when insufficient_privilege then answer := 'refused';
	end;
	reset role;
	return coalesce(answer, '');
end $$;
-- A match of a fresh task, agreed by the volunteer; its ref.  Not by
-- match_made(), which would count the volunteer's capacity.
create function pg_temp.match(who text default 'Tom', agreed bool default true) returns text language plpgsql as $$
declare
	task bigint := pg_temp.task();
	m data.matches;
begin
	insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat, agreement_at)
	select t.community_id, t.id, t.request_id, t.group_id, pg_temp.person(who), 'lead', case when agreed then app_now() end
	from data.tasks t where t.id = task returning * into m;
	update data.tasks set state = 'filled' where id = m.task_id;
	update data.requests set state = 'under_way', matched_at = app_now() where id = m.request_id;
	perform promise('first_message', m.request_id, m.id, m.person_id, null, m.ref);
	return m.ref;
end $$;
-- The same, in a state, reached step by step.
create function pg_temp.match_in(state text) returns text language plpgsql as $$
declare
	m text := pg_temp.match();
	step text;
begin
	foreach step in array case match_in.state when 'agreed' then '{}' when 'scheduled' then '{scheduled}'
	    when 'working' then '{working}' when 'released' then '{released}' when 'handed_over' then '{working,handed_over}'
	    when 'confirmed' then '{working,handed_over,confirmed}' else '{working,handed_over,confirmed,closed}' end::text[]
	loop
		update data.matches x set state = step where x.ref = m;
	end loop;
	return m;
end $$;
create function pg_temp.state(m text) returns text language sql as $$ select state from data.matches where ref = m $$;
create function pg_temp.request_state(m text) returns text language sql as $$
	select r.state from data.requests r join data.matches x on x.request_id = r.id where x.ref = m $$;
create function pg_temp.task_state(m text) returns text language sql as $$
	select t.state from data.tasks t join data.matches x on x.task_id = t.id where x.ref = m $$;
-- "state kind" of the match's promises that are due, in order.
create function pg_temp.due(m text) returns text language sql as $$
	select string_agg(p.kind || coalesce(' ' || w.name, ' ' || g.name, ' desk'), ', ' order by p.kind, w.name, g.name)
	from data.promises p left join data.people w on w.id = p.person_id left join data.groups g on g.id = p.group_id
	where p.state = 'due' and (p.match_id = (select id from data.matches where ref = m)
	    or (p.desk and p.request_id = (select request_id from data.matches where ref = m))) $$;
create function pg_temp.mails(k text) returns text language sql as $$
	select string_agg(p.name, ', ' order by p.name) from data.outbox o join data.people p on p.id = o.person_id
	where o.community_id = pg_temp.here() and o.kind = k $$;
create function pg_temp.no_mails() returns void language sql as $$ delete from data.outbox where community_id = pg_temp.here() $$;
-- Which named constraint a statement breaks; 'none' when it is fine.
create function pg_temp.broken(statement text) returns text language plpgsql as $$
declare
	c text;
begin
	execute statement;
	raise exception using errcode = 'NCTAP', message = 'fine';
exception
	when sqlstate 'NCTAP' then return 'none';
	when others then get stacked diagnostics c = constraint_name; return coalesce(nullif(c, ''), sqlerrm);
end $$;
-- Whether a row of that table, born in one state, may go to another.
create function pg_temp.moves(insertion text, tab text, becomes text) returns bool language plpgsql as $$
declare
	n bigint;
begin
	execute insertion into n;
	execute format('update data.%I set state = %L where id = %s', tab, becomes, n);
	raise exception using errcode = 'NCTAP', message = 'fine';
exception
	when sqlstate 'NCTAP' then return true;
	when check_violation then return false;
end $$;
