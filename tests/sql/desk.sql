-- The desk: every named constraint of tasks, task_skills, invitations and
-- desk_notes, every transition of tasks, claims and invitations, and what
-- each deed of a coordinator answers to whom.
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
begin;
create extension if not exists pgtap with schema public;
set local client_min_messages = warning;
select no_plan();

-- ---- people, groups and stories ----------------------------------------------
insert into data.communities (key, name) values ('desktest', 'Desk test'), ('deskelse', 'Elsewhere');
create function pg_temp.at(key text) returns bigint language sql as $$ select id from data.communities c where c.key = at.key $$;
create function pg_temp.who(name text) returns bigint language sql as $$
	select p.id from data.people p where p.name = who.name and p.community_id in (pg_temp.at('desktest'), pg_temp.at('deskelse')) $$;
insert into data.people (community_id, name) select pg_temp.at('desktest'), n
from unnest('{Ruth,Ines,Amina,Tom,Lena,Una,New}'::text[]) n;
insert into data.people (community_id, name) values (pg_temp.at('deskelse'), 'Eve');
insert into data.accounts (person_id, community_id, address) select id, community_id, lower(name) || '@desktest.example'
from data.people where community_id in (pg_temp.at('desktest'), pg_temp.at('deskelse'));
insert into data.coordinators (person_id, community_id)
select pg_temp.who(n), pg_temp.at(k) from (values ('Ruth', 'desktest'), ('Ines', 'desktest'), ('Eve', 'deskelse')) c (n, k);
insert into data.volunteers (person_id, community_id, state, agreed_at, capacity)
select pg_temp.who(n), pg_temp.at('desktest'), s, app_now(), 2
from (values ('Tom', 'vetted'), ('Lena', 'vetted'), ('Una', 'vetted'), ('Ruth', 'vetted'), ('New', 'new')) v (n, s);
insert into data.volunteer_skills (person_id, community_id, skill, level) values
	(pg_temp.who('Tom'), pg_temp.at('desktest'), 'laptops', 1), (pg_temp.who('Ruth'), pg_temp.at('desktest'), 'laptops', 1);
insert into data.groups (community_id, name, does, state) values
	(pg_temp.at('desktest'), 'Food bank', 'Parcels', 'vetted'), (pg_temp.at('desktest'), 'Fresh', 'New here', 'new'),
	(pg_temp.at('desktest'), 'Of Ines', 'Hers', 'new');
create function pg_temp.grp(name text) returns bigint language sql as $$
	select id from data.groups g where g.name = grp.name and g.community_id = pg_temp.at('desktest') $$;
create function pg_temp.gref(name text) returns text language sql as $$ select ref from data.groups where id = pg_temp.grp(gref.name) $$;
create function pg_temp.pref(name text) returns text language sql as $$ select ref from data.people where id = pg_temp.who(pref.name) $$;
insert into data.memberships (group_id, person_id, community_id) values
	(pg_temp.grp('Food bank'), pg_temp.who('Amina'), pg_temp.at('desktest')),
	(pg_temp.grp('Fresh'), pg_temp.who('Amina'), pg_temp.at('desktest')),
	(pg_temp.grp('Of Ines'), pg_temp.who('Ines'), pg_temp.at('desktest'));
select set_config('app.community', pg_temp.at('desktest')::text, true), set_config('app.zone', 'Europe/London', true) \g /dev/null

create function pg_temp.story(state text, grp text default 'Food bank', summary text default 'In short') returns bigint
language sql as $$
	insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach,
	    pressing, measure, reason, next_step, summary, sent_at, opened_at)
	select pg_temp.at('desktest'), pg_temp.grp(story.grp), pg_temp.who('Amina'), story.state, 'Labels', 'g', 't', 'h', 'a', 's',
	    'u', 'afar', 'calm', 'm', x.r, x.r, story.summary, case when story.state <> 'draft' then app_now() end, app_now()
	from (select case when story.state in ('declined') then 'because' else '' end as r) x returning id $$;
create function pg_temp.task(request bigint, seats int default 1, published bool default true, state text default 'open')
returns bigint language sql as $$
	insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, seats, published, state)
	select r.community_id, r.id, r.group_id, 'call', 'Talk', 60, true, task.seats, task.published, task.state
	from data.requests r where r.id = task.request returning id $$;
create function pg_temp.claim(task bigint, who text, place int, seat text default 'lead') returns bigint language sql as $$
	insert into data.claims (community_id, task_id, person_id, seat, place, read_story)
	values (pg_temp.at('desktest'), claim.task, pg_temp.who(claim.who), claim.seat, claim.place, true) returning id $$;
create function pg_temp.ref(tab text, id bigint) returns text language plpgsql as $$
declare
	r text;
begin
	execute format('select ref from data.%I where id = %s', tab, id) into r;
	return r;
end $$;
create function pg_temp.state(tab text, id bigint) returns text language plpgsql as $$
declare
	s text;
begin
	execute format('select state from data.%I where id = %s', tab, id) into s;
	return s;
end $$;

-- Which constraint a statement breaks; 'nothing' when it goes through.
create function pg_temp.breaks(statement text) returns text language plpgsql as $$
declare
	broke text;
	code text;
begin
	begin
		execute statement;
		raise exception using errcode = 'NCTAP';
	exception when sqlstate 'NCTAP' then return 'nothing';
	when others then
		get stacked diagnostics broke = constraint_name, code = returned_sqlstate;
	end;
	return coalesce(nullif(broke, ''), code);
end $$;
-- A deed as somebody: "done", "lost words", "absent", or the constraint.
create function pg_temp.as_(name text, deed text) returns text language plpgsql as $$
declare
	a data.answer;
	broke text;
	code text;
begin
	perform visit_as((select community_id from data.people where id = pg_temp.who(as_.name)), pg_temp.who(as_.name));
	begin
		execute 'select * from ' || deed into a;
		return a.answer || coalesce(' ' || case when a.answer = 'lost' then a.said end, '');
	exception when others then
		get stacked diagnostics broke = constraint_name, code = returned_sqlstate;
		return coalesce(nullif(broke, ''), code);
	end;
end $$;
create function pg_temp.mails(kind text) returns text language sql as $$
	select string_agg(p.name, ', ' order by p.name) from data.outbox o join data.people p on p.id = o.person_id
	where o.kind = mails.kind and o.community_id = pg_temp.at('desktest') $$;
create function pg_temp.due(kind text, subject text) returns text language sql as $$
	select string_agg(state, ',' order by id) from data.promises p where p.kind = due.kind and p.subject_ref = subject $$;

-- ---- named constraints ----------------------------------------------------------
select pg_temp.story('open') as r \gset
select pg_temp.task(:r) as t \gset
create function pg_temp.with(tab text, id bigint, change text) returns text language sql as $$
	select pg_temp.breaks(format('update data.%I set %s where id = %s', tab, change, id)) $$;
select is(pg_temp.with('tasks', :t, change), wanted, wanted) from (values
	('ref = (select ref from data.tasks x where x.id <> ' || pg_temp.task(:r) || ' limit 1)', 'tasks_ref_once'),
	('kind = ''other''', 'tasks_kind_known'),
	('title = ''''', 'tasks_title_length'), ('title = repeat(''ä'', 101)', 'tasks_title_length'),
	('summary = repeat(''x'', 601)', 'tasks_summary_length'),
	('minutes = 4', 'tasks_minutes_range'), ('minutes = 1801', 'tasks_minutes_range'),
	('seats = 0', 'tasks_seats_range'), ('seats = 3', 'tasks_seats_range'),
	('waiting = 4', 'tasks_waiting_range'), ('waiting = -1', 'tasks_waiting_range'),
	('kind = ''on_site''', 'tasks_place_on_site'),
	('languages = ''{}''', 'tasks_languages_known'), ('languages = ''{xx}''', 'tasks_languages_known'),
	('hours = ''{noon}''', 'tasks_hours_known'), ('credential = ''badge''', 'tasks_credential_known')) c (change, wanted);
select is(pg_temp.with('tasks', :t, change), 'nothing', 'the edge holds: ' || change) from unnest(array[
	'title = repeat(''ä'', 100)', 'summary = repeat(''x'', 600)', 'minutes = 5', 'minutes = 1800', 'seats = 2', 'waiting = 3',
	'credential = ''degree''']) change;
select is(pg_temp.breaks('insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, state)
    select community_id, request_id, group_id, kind, title, minutes, afar, ''new'' from data.tasks limit 1'),
    'tasks_state_known', 'tasks_state_known');
select is(pg_temp.breaks(format('insert into data.task_skills (task_id, community_id, skill, level) values (%s, %s, ''laptops'', %s)',
    :t, pg_temp.at('desktest'), l)), w, w) from (values (0, 'task_skills_level_range'), (4, 'task_skills_level_range')) x (l, w);
select is(pg_temp.breaks(format('insert into data.desk_notes (community_id, kind, subject_id, author_id, body) values (%s, %L, 1, %s, %L)',
    pg_temp.at('desktest'), k, pg_temp.who('Ruth'), b)), w, w || ' ' || k) from (values ('task', 'x', 'desk_notes_kind_known'),
    ('request', '', 'desk_notes_body_length'), ('request', repeat('x', 4001), 'desk_notes_body_length')) x (k, b, w);
insert into data.invitations (community_id, task_id, person_id, seat, invited_by)
values (pg_temp.at('desktest'), :t, pg_temp.who('Tom'), 'lead', pg_temp.who('Ruth')) returning id as i \gset
select is(pg_temp.with('invitations', :i, change), wanted, wanted) from (values
	('seat = ''third''', 'invitations_seat_known'), ('words = repeat(''x'', 1001)', 'invitations_words_length'),
	('reason = repeat(''x'', 1001)', 'invitations_reason_length'), ('invited_by = person_id', 'invitations_invited_not_self')) c (change, wanted);
select is(pg_temp.breaks(format('insert into data.invitations (community_id, task_id, person_id, seat, invited_by, ref, state)
    values (%s, %s, %s, ''lead'', %s, %s, %L)', pg_temp.at('desktest'), :t, pg_temp.who(p), pg_temp.who('Ruth'), r, s)), w, w) from (values
	('Tom', 'new_ref()', 'sent', 'invitations_person_twice'),
	('Una', '(select ref from data.invitations limit 1)', 'sent', 'invitations_ref_once'),
	('Una', 'new_ref()', 'other', 'invitations_state_known')) x (p, r, s, w);
delete from data.invitations where id = :i;
select is(pg_temp.breaks(format('update data.groups set %s where id = %s', c, pg_temp.grp('Fresh'))), w, w) from (values
	('next_step = repeat(''x'', 1001)', 'groups_next_step_length'), ('state = ''declined''', 'groups_declined_reason')) x (c, w);
select is(pg_temp.breaks(format('update data.volunteers set %s where person_id = %s', c, pg_temp.who('New'))), w, w) from (values
	('next_step = repeat(''x'', 1001)', 'volunteers_next_step_length'), ('state = ''declined''', 'volunteers_declined_reason'),
	('vetted_by = person_id', 'volunteers_vetted_not_self')) x (c, w);
select is(pg_temp.breaks(format('update data.volunteer_skills set checked_by = person_id where person_id = %s', pg_temp.who('Tom'))),
    'volunteer_skills_checked_not_self', 'volunteer_skills_checked_not_self');

-- ---- every transition of tasks, claims and invitations --------------------------
create function pg_temp.moves(kind text, was text, becomes text) returns text language plpgsql as $$
declare
	r bigint := pg_temp.story('open');
	t bigint := pg_temp.task(r);
	x bigint;
begin
	if kind = 'tasks' then
		x := pg_temp.task(r, 1, true, was);
	elsif kind = 'claims' then
		insert into data.claims (community_id, task_id, person_id, seat, place, read_story, state, decided_by)
		values (pg_temp.at('desktest'), t, pg_temp.who('Tom'), 'lead', 1, true, was, pg_temp.who('Ruth')) returning id into x;
	else
		insert into data.invitations (community_id, task_id, person_id, seat, invited_by, state)
		values (pg_temp.at('desktest'), t, pg_temp.who('Tom'), 'lead', pg_temp.who('Ruth'), was) returning id into x;
	end if;
	return pg_temp.with(kind, x, format('state = %L', becomes));
end $$;
select is(pg_temp.moves(k.kind, a.s, b.s), case when a.s = b.s or exists (select from data.transitions t
    where t.kind = k.kind and t.was = a.s and t.becomes = b.s) then 'nothing' else k.kind || '_state_moves' end,
    k.kind || ': ' || a.s || ' to ' || b.s)
from (values ('tasks', '{open,filled,closed,cancelled}'::text[]), ('claims', '{waiting,accepted,declined,withdrawn,lapsed}'),
    ('invitations', '{sent,accepted,declined,lapsed,cancelled}')) k (kind, states),
    unnest(k.states) a (s), unnest(k.states) b (s);
delete from data.claims where community_id = pg_temp.at('desktest');
delete from data.invitations where community_id = pg_temp.at('desktest');
-- That table says what product.md says.
select is((select string_agg(was || '>' || becomes, ' ' order by was, becomes) from data.transitions where kind = k), w, k) from (values
	('tasks', 'filled>cancelled filled>closed filled>open open>cancelled open>closed open>filled'),
	('claims', 'waiting>accepted waiting>declined waiting>lapsed waiting>withdrawn'),
	('invitations', 'sent>accepted sent>cancelled sent>declined sent>lapsed')) x (k, w);

-- ---- who may -----------------------------------------------------------------------
select pg_temp.ref('requests', pg_temp.story('sent')) as sent \gset
select pg_temp.ref('tasks', :t) as tref \gset
select pg_temp.ref('claims', pg_temp.claim(:t, 'Una', 1)) as cref \gset
create temp table deeds (deed text);
insert into deeds values
	(format('desk_message(%L, ''x'')', :'sent')), (format('desk_noted(%L)', :'sent')), (format('desk_note(''request'', %L, ''x'')', :'sent')),
	(format('desk_ask(%L, ''x'')', :'sent')), (format('desk_summary(%L, ''x'', ''x'')', :'sent')), (format('desk_publish(%L)', :'sent')),
	(format('desk_decline(%L, ''x'', ''x'')', :'sent')), (format('desk_refer(%L, ''x'', ''x'')', :'sent')),
	(format('desk_longer(%L, ''question'', ''x'', ''2099-01-01'')', :'sent')),
	(format('tasks_new(%L, ''call'', ''x'', '''', 60, ''afar'', 1, null, ''{en}'', null, '''')', :'sent')),
	(format('tasks_change(%L, ''call'', ''x'', '''', 60, ''afar'', 1, null, ''{en}'', null, '''')', :'tref')),
	(format('tasks_cancel(%L)', :'tref')), (format('invitations_new(%L, %L, ''lead'', '''')', :'tref', pg_temp.pref('Tom'))),
	(format('claims_approve(%L)', :'cref')), (format('claims_decline(%L, ''x'')', :'cref')),
	(format('groups_vet(%L)', pg_temp.gref('Fresh'))), (format('groups_decline(%L, ''x'', ''x'')', pg_temp.gref('Fresh'))),
	(format('volunteers_vet(%L)', pg_temp.pref('New'))), (format('volunteers_decline(%L, ''x'', ''x'')', pg_temp.pref('New'))),
	(format('skills_check(%L, ''laptops'', 2, null)', pg_temp.pref('Tom')));
select is(pg_temp.as_(w, deed), 'absent', w || ' cannot ' || split_part(deed, '(', 1))
from deeds, unnest(array['Amina', 'Tom', 'Eve']) w;
select is((select count(*)::int from data.audit a where a.community_id in (pg_temp.at('desktest'), pg_temp.at('deskelse'))), 0,
    'and nothing of it left a trace');
select is(pg_temp.as_('Ruth', 'desk_message(''NC-AAAA-AA'', ''x'')'), 'absent', 'what is not there is absent');
select is(pg_temp.as_('Ruth', format('desk_message(%L, ''x'')', pg_temp.ref('requests', pg_temp.story('draft')))), 'absent',
    'a draft is nobody''s but the group''s');

-- ---- first look, messages, notes ---------------------------------------------------
create function pg_temp.fresh(state text default 'sent', grp text default 'Food bank', summary text default 'In short') returns bigint
language plpgsql as $$
declare
	r bigint := pg_temp.story(state, grp, summary);
begin
	perform promise('first_look', r, null, null, null, pg_temp.ref('requests', r));
	return r;
end $$;
select pg_temp.fresh() as r \gset
select pg_temp.ref('requests', :r) as ref \gset
insert into data.messages (community_id, request_id, author_id, body) values (pg_temp.at('desktest'), :r, pg_temp.who('Amina'), 'Hello?');
select is(pg_temp.as_('Ruth', format('desk_message(%L, ''I have read it.'')', :'ref')), 'done', 'a message is a first look');
select is(pg_temp.due('first_look', :'ref'), 'kept', 'which is kept');
select is((select count(*)::int from data.messages where request_id = :r and desk_read_at is null), 0, 'and no message waits');
select is(pg_temp.mails('desk_wrote'), 'Amina', 'the group is told');
select is(pg_temp.as_('Ruth', format('desk_noted(%L)', :'ref')), 'lost desk_noted_lost', 'noting twice finds nothing');
insert into data.messages (community_id, request_id, author_id, body) values (pg_temp.at('desktest'), :r, pg_temp.who('Amina'), 'Thanks');
select is(pg_temp.as_('Ruth', format('desk_noted(%L)', :'ref')), 'done', 'a thank-you is noted');
select is(pg_temp.as_('Ruth', format('desk_note(%L, %L, ''Ring first'')', k, s)), 'done', 'a note about a ' || k) from (values
	('request', :'ref'), ('group', pg_temp.gref('Fresh')), ('person', pg_temp.pref('Tom'))) x (k, s);
select is(pg_temp.as_('Ruth', format('desk_note(''task'', %L, ''x'')', :'tref')), 'absent', 'no notes about other things');

-- ---- asking back ----------------------------------------------------------------------
select pg_temp.fresh() as r \gset
select pg_temp.ref('requests', :r) as ref \gset
select is(pg_temp.as_('Ruth', format('desk_ask(%L, ''Which printer?'')', :'ref')), 'done', 'Ruth asks back');
select is(pg_temp.state('requests', :r), 'question', 'the request waits for the group');
select is(pg_temp.due('first_look', :'ref'), 'kept', 'asking is a first look');
select is((select p.state || ' ' || g.name from data.promises p join data.questions q on q.ref = p.subject_ref
    join data.groups g on g.id = p.group_id where q.request_id = :r), 'due Food bank', 'the group owes the answer');
select is(pg_temp.mails('question_asked'), 'Amina', 'and is told');
select is(pg_temp.as_('Ines', format('desk_ask(%L, ''Which?'')', :'ref')), 'lost desk_ask_lost', 'Ines, later, hears of it');
select is(pg_temp.as_('Ines', format('desk_publish(%L)', :'ref')), 'lost desk_publish_lost', 'and cannot publish meanwhile');
select is(pg_temp.as_('Ruth', format('desk_ask(%L, ''x'')', pg_temp.ref('requests', pg_temp.story(s)))), case when s in ('sent', 'open') then
    'done' else 'lost desk_ask_lost' end, 'asking back from ' || s) from unnest('{sent,open,under_way,done,closed,withdrawn,declined,referred,expired}'::text[]) s;

-- ---- somebody needs longer --------------------------------------------------------------
select is(pg_temp.as_('Ruth', format('desk_longer(%L, ''question'', %L, %L)', :'ref',
    (select q.ref from data.questions q where q.request_id = :r), local_today())), 'desk_longer_day', 'a new day lies ahead');
select is(pg_temp.as_('Ruth', format('desk_longer(%L, ''question'', %L, %L)', :'ref',
    (select q.ref from data.questions q where q.request_id = :r), local_today() + 9)), 'done', 'longer is given');
select is(pg_temp.due('question', (select q.ref from data.questions q where q.request_id = :r)), 'moved,due', 'by a promise of its own');
select is(pg_temp.mails('promise_moved'), 'Amina', 'and they are told');
select is(pg_temp.as_('Ruth', format('desk_longer(%L, ''first_look'', %L, %L)', :'ref', :'ref', local_today() + 9)), 'lost desk_longer_lost',
    'our own promises are not moved');

-- ---- scoping and publishing -----------------------------------------------------------------
select pg_temp.fresh('sent', 'Fresh', '') as r \gset
select pg_temp.ref('requests', :r) as ref \gset
select is(pg_temp.as_('Ruth', format('desk_publish(%L)', :'ref')), 'requests_open_summary', 'no publishing without a summary');
select is(pg_temp.as_('Ruth', format('desk_summary(%L, ''Every third label'', ''A label printer skips.'')', :'ref')), 'done', 'the summary');
select is(pg_temp.as_('Ruth', format('desk_publish(%L)', :'ref')), 'requests_open_task', 'nor without a task');
create function pg_temp.new(request text, kind text default 'call', reach text default 'afar', deadline text default 'null',
    skills text default '') returns text language sql as $$
	select format('tasks_new(%L, %L, ''Talk'', '''', 60, %L, 1, %s, ''{en}'', null, %L)', request, new.kind, reach, deadline, skills) $$;
select is(pg_temp.as_('Ruth', pg_temp.new(:'ref', 'on_site', 'afar')), 'tasks_place_on_site', 'a visit is not from afar');
select is(pg_temp.as_('Ruth', pg_temp.new(:'ref', 'call', 'there')), 'tasks_place_known', 'nor at a place that nobody knows');
select is(pg_temp.as_('Ruth', pg_temp.new(:'ref', 'call', 'afar', 'local_today()')), 'tasks_deadline_ahead', 'a deadline lies ahead');
select is(pg_temp.as_('Ruth', pg_temp.new(:'ref', 'call', 'afar', 'null', 'laptops:2:t wifi:1:f cooking:1:t')), 'done', 'a task');
select is((select string_agg(skill || level || must, ' ' order by skill) from data.task_skills s join data.tasks t on t.id = s.task_id
    where t.request_id = :r), 'laptops2true wifi1false', 'with its skills, of those there are');
select is(pg_temp.as_('Ruth', format('desk_publish(%L)', :'ref')), 'requests_open_group', 'not for a group nobody looked at');
select is(pg_temp.as_('Ruth', format('groups_vet(%L)', pg_temp.gref('Fresh'))), 'done', 'so the group is checked');
select is(pg_temp.as_('Ines', format('groups_vet(%L)', pg_temp.gref('Fresh'))), 'lost groups_vet_lost', 'once');
select is(pg_temp.mails('group_vetted'), 'Amina', 'and told');
select is(pg_temp.as_('Ines', format('groups_vet(%L)', pg_temp.gref('Of Ines'))), 'desk_not_own_group', 'nobody checks their own group');
select is(pg_temp.as_('Ines', format('groups_decline(%L, ''x'', ''x'')', pg_temp.gref('Of Ines'))), 'desk_not_own_group', 'or declines it');
select is(pg_temp.as_('Ruth', format('desk_publish(%L)', :'ref')), 'done', 'published');
select is((select r.state || t.published || t.pressing from data.requests r join data.tasks t on t.request_id = r.id where r.id = :r),
    'opentruecalm', 'the request is open, its task is shown');
select is(pg_temp.due('first_look', :'ref'), 'kept', 'publishing is a first look');
select is(pg_temp.mails('request_open'), 'Amina', 'the group is told');
select is(pg_temp.as_('Ines', format('desk_publish(%L)', :'ref')), 'lost desk_publish_lost', 'Ines was slower');
select is(pg_temp.as_('Ruth', pg_temp.new(:'ref')), 'done', 'a second task');
select is(pg_temp.as_('Ines', format('desk_publish(%L)', :'ref')), 'done', 'is published by itself');
select is(pg_temp.mails('request_open'), 'Amina', 'without a second mail');
select is(pg_temp.as_('Ruth', pg_temp.new(pg_temp.ref('requests', pg_temp.story(s)))),
    case when s in ('sent', 'question', 'open', 'under_way') then 'done' else 'lost desk_ended_lost' end, 'a task for what is ' || s)
from unnest('{sent,question,open,under_way,done,closed,withdrawn,declined,referred,expired}'::text[]) s;
select pg_temp.as_('Ruth', pg_temp.new(:'ref')) from generate_series(1, 8) \g /dev/null
select is(pg_temp.as_('Ruth', pg_temp.new(:'ref')), 'tasks_ten', 'ten tasks are enough');

-- ---- changing and calling off a task ------------------------------------------------------------
select pg_temp.story('open') as r \gset
select pg_temp.task(:r, 2) as t \gset
select pg_temp.ref('tasks', :t) as tref \gset
create function pg_temp.change(task text, seats int) returns text language sql as $$
	select format('tasks_change(%L, ''project'', ''Build'', ''More'', 600, ''afar'', %s, null, ''{en,cy}'', ''training'', ''wifi:3:t'')', task, seats) $$;
select pg_temp.claim(:t, 'Una', 1, 'second') as c \gset
select is(pg_temp.as_('Ruth', pg_temp.change(:'tref', 1)), 'tasks_seats_second', 'a seat that somebody waits for stays');
select is(pg_temp.as_('Ruth', pg_temp.change(:'tref', 2)), 'done', 'all else may change');
select is((select kind || title || minutes || languages::text || credential from data.tasks where id = :t), 'projectBuild600{en,cy}training', 'and has');
select pg_temp.task(:r, 2) as half \gset
select isnt(match_made(:half, pg_temp.who('Lena'), 'lead', pg_temp.who('Ruth')), null, 'one of two seats is taken');
select is(pg_temp.state('tasks', :half), 'open', 'the other is on offer');
select is(pg_temp.as_('Ruth', pg_temp.change(pg_temp.ref('tasks', :half), 1)), 'done', 'until nobody wants a second');
select is(pg_temp.state('tasks', :half), 'filled', 'then nothing is on offer');
select is(pg_temp.as_('Ruth', pg_temp.change(pg_temp.ref('tasks', :half), 2)), 'done', 'a second seat after all');
select is(pg_temp.state('tasks', :half), 'open', 'is on offer again');
select match_released(m.id, '', true) from data.matches m where m.task_id = :half \g /dev/null
delete from data.outbox where kind in ('match_made', 'match_released') and community_id = pg_temp.at('desktest');
select pg_temp.claim(:t, 'Tom', 2) as c2 \gset
select is(pg_temp.as_('Ruth', format('tasks_cancel(%L)', :'tref')), 'done', 'called off');
select is(pg_temp.state('tasks', :t) || pg_temp.state('claims', :c) || pg_temp.state('claims', :c2), 'cancelleddeclineddeclined', 'with its claims');
select is(pg_temp.mails('claim_ended'), 'Tom, Una', 'who are told');
select is(pg_temp.as_('Ines', format('tasks_cancel(%L)', :'tref')), 'lost tasks_ended_lost', 'once');
select is(pg_temp.as_('Ines', pg_temp.change(:'tref', 2)), 'lost tasks_ended_lost', 'and is changed no more');

-- ---- claims -----------------------------------------------------------------------------------------
select pg_temp.task(:r, 1) as t \gset
select pg_temp.claim(:t, 'Tom', 1) as c, pg_temp.claim(:t, 'Lena', 2) as c2, pg_temp.claim(:t, 'Ruth', 3) as c3 \gset
select promise('claim', :r, null, null, null, pg_temp.ref('claims', x)) from unnest(array[:c, :c2, :c3]) x \g /dev/null
select is(pg_temp.as_('Ruth', format('claims_approve(%L)', pg_temp.ref('claims', :c3))), 'claims_decided_not_self', 'nobody approves their own claim');
select is(pg_temp.as_('Ruth', format('claims_decline(%L, ''x'')', pg_temp.ref('claims', :c3))), 'claims_decided_not_self', 'or declines it');
select is(pg_temp.as_('Ruth', format('claims_decline(%L, ''Next time'')', pg_temp.ref('claims', :c2))), 'done', 'a no');
select is((select state || reason from data.claims where id = :c2), 'declinedNext time', 'with its reason');
select is(pg_temp.mails('claim_declined'), 'Lena', 'and a mail');
select is(pg_temp.due('claim', pg_temp.ref('claims', :c2)), 'kept', 'is an answer');
select is(pg_temp.as_('Ines', format('claims_approve(%L)', pg_temp.ref('claims', :c2))), 'lost claims_decided_lost', 'Ines was slower');
select is(pg_temp.as_('Ines', format('claims_approve(%L)', pg_temp.ref('claims', :c))), 'done', 'a yes');
select is(pg_temp.state('claims', :c) || pg_temp.state('tasks', :t) || pg_temp.state('requests', :r), 'acceptedfilledunder_way', 'fills the task');
select is((select decided_by from data.claims where id = :c), pg_temp.who('Ines'), 'by who said it');
select is(pg_temp.state('claims', :c3), 'declined', 'the claim that still waited ended');
select is(pg_temp.due('claim', pg_temp.ref('claims', :c)), 'kept', 'the answer is kept');
select is(pg_temp.mails('match_made'), 'Amina, Tom', 'both sides are told');
select is(pg_temp.as_('Ruth', format('claims_approve(%L)', pg_temp.ref('claims', :c))), 'lost claims_decided_lost', 'once');
-- A seat or a volunteer's last place that went meanwhile.
select pg_temp.story('open') as r2 \gset
select pg_temp.task(:r2) as t2 \gset
select pg_temp.claim(:t2, 'Lena', 1) as c \gset
update data.volunteers set capacity = 1 where person_id = pg_temp.who('Lena');
select pg_temp.task(pg_temp.story('open')) as busy \gset
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat)
select community_id, id, request_id, group_id, pg_temp.who('Lena'), 'lead' from data.tasks where id = :busy;
select is(pg_temp.as_('Ruth', format('claims_approve(%L)', pg_temp.ref('claims', :c))), 'lost claims_approve_lost', 'no more than they wanted');
select is(pg_temp.state('claims', :c), 'waiting', 'and the claim still waits');

-- ---- invitations ----------------------------------------------------------------------------------------
select pg_temp.task(:r2, 2) as t \gset
select pg_temp.ref('tasks', :t) as tref \gset
create function pg_temp.invite(task text, who text, seat text default 'lead') returns text language sql as $$
	select format('invitations_new(%L, %L, %L, ''Would you?'')', task, pg_temp.pref(invite.who), invite.seat) $$;
update data.volunteers set capacity = 2;
select is(pg_temp.as_('Ruth', pg_temp.invite(:'tref', 'Una')), 'done', 'Una is asked');
select is(pg_temp.mails('invited'), 'Una', 'by mail');
select is((select asked_at from data.volunteers where person_id = pg_temp.who('Una')), app_now(), 'which is remembered');
select is((select p.state || ' ' || o.name from data.promises p join data.people o on o.id = p.person_id where p.kind = 'invitation'
    and p.community_id = pg_temp.at('desktest')), 'due Una', 'she has the next step');
select is(pg_temp.as_('Ines', pg_temp.invite(:'tref', 'Una')), 'invitations_person_twice', 'nobody is asked twice');
select is(pg_temp.as_('Ruth', pg_temp.invite(:'tref', 'Ruth')), 'invitations_invited_not_self', 'nor asks themselves');
select is(pg_temp.as_('Ruth', pg_temp.invite(:'tref', 'New')), 'invitations_person_room', 'nor is asked before they are checked');
select is(pg_temp.as_('Ruth', pg_temp.invite(:'tref', 'Amina')), 'absent', 'nor who is no volunteer');
select is(pg_temp.as_('Ruth', pg_temp.invite(pg_temp.ref('tasks', :t2), 'Tom', 'second')), 'invitations_seat_free', 'only for a seat there is');
select pg_temp.claim(:t, 'Tom', 1) as c \gset
select is(pg_temp.as_('Ruth', pg_temp.invite(:'tref', 'Tom')), 'invitations_person_there', 'who waits need not be asked');
update data.volunteers set paused_until = local_today() + 3 where person_id = pg_temp.who('Tom');
select is(pg_temp.as_('Ruth', pg_temp.invite(pg_temp.ref('tasks', :t2), 'Tom')), 'invitations_person_room', 'nor who takes a break');
select is(pg_temp.as_('Ruth', pg_temp.invite(pg_temp.ref('tasks', pg_temp.task(:r2, 1, false)), 'Una')), 'lost invitations_new_lost',
    'what is not published is offered to nobody');
select ref as iref from data.invitations where task_id = :t and state = 'sent' \gset
select is(pg_temp.as_('Tom', format('invitations_cancel(%L)', :'iref')), 'absent', 'others cannot take it back');
select is(pg_temp.as_('Ruth', format('invitations_cancel(%L)', :'iref')), 'done', 'it is taken back');
select is(pg_temp.due('invitation', :'iref'), 'moved', 'and nobody waits for her');
select is(pg_temp.as_('Ines', format('invitations_cancel(%L)', :'iref')), 'lost invitations_cancel_lost', 'once');

-- ---- ending a match ----------------------------------------------------------------------------------------
update data.volunteers set paused_until = null;
select is(pg_temp.as_('Ruth', format('claims_approve(%L)', pg_temp.ref('claims', :c))), 'done', 'Tom has a seat');
select ref as mref from data.matches where task_id = :t \gset
select is(pg_temp.as_('Tom', format('desk_release(%L, ''x'')', :'mref')), 'absent', 'which only the desk ends like this');
select is(pg_temp.as_('Ruth', format('desk_release(%L, ''Moved away'')', :'mref')), 'done', 'the desk ends it');
select is((select state || reason from data.matches where ref = :'mref'), 'releasedMoved away', 'with a reason');
select is(pg_temp.due('new_volunteer', :'tref'), 'due', 'and owes the group somebody else');
select is(pg_temp.as_('Ines', format('desk_release(%L, ''x'')', :'mref')), 'lost desk_release_lost', 'once');

-- ---- a no, and passing on ----------------------------------------------------------------------------------
select pg_temp.fresh() as r \gset
select pg_temp.ref('requests', :r) as ref \gset
select is(pg_temp.as_('Ruth', format('desk_decline(%L, ''We have nobody'', ''Ask the library'')', :'ref')), 'done', 'a no');
select is((select state || reason || next_step from data.requests where id = :r), 'declinedWe have nobodyAsk the library', 'with both its sentences');
select is(pg_temp.due('first_look', :'ref'), 'kept', 'is a first look');
select is(pg_temp.mails('request_declined'), 'Amina', 'and a mail');
select is(pg_temp.as_('Ines', format('desk_refer(%L, ''x'', '''')', :'ref')), 'lost desk_decided_lost', 'Ines was slower');
select is(pg_temp.as_('Ruth', format('desk_decline(%L, ''x'', ''x'')', pg_temp.ref('requests', pg_temp.story(s)))),
    case when s in ('sent', 'question', 'open') then 'done' else 'lost desk_decided_lost' end, 'a no from ' || s)
from unnest('{sent,question,open,under_way,done,closed,withdrawn,declined,referred,expired}'::text[]) s;
select is(pg_temp.as_('Ruth', format('desk_refer(%L, ''x'', '''')', pg_temp.ref('requests', pg_temp.story(s)))),
    case when s in ('sent', 'open') then 'done' else 'lost desk_decided_lost' end, 'passed on from ' || s)
from unnest('{sent,question,open,under_way,done,closed,withdrawn,declined,referred,expired}'::text[]) s;
select is(pg_temp.as_('Ines', format(d, pg_temp.ref('requests', pg_temp.story('sent', 'Of Ines')))), 'desk_not_own_group', 'nobody decides for their own group: ' || d)
from unnest(array['desk_decline(%L, ''x'', ''x'')', 'desk_refer(%L, ''x'', ''x'')']) d;
select pg_temp.story('sent', 'Of Ines') as r \gset
select is(pg_temp.as_('Ruth', format('groups_decline(%L, ''No'', ''Ask others'')', pg_temp.gref('Of Ines'))), 'done', 'a no to a group');
select is(pg_temp.state('requests', :r), 'declined', 'is one to what it asked for');
select is(pg_temp.as_('Ruth', format('groups_decline(%L, ''No'', ''x'')', pg_temp.gref('Of Ines'))), 'lost groups_decline_lost', 'once');
select is(pg_temp.as_('Ruth', format('groups_vet(%L)', pg_temp.gref('Of Ines'))), 'done', 'and may become a yes');

-- ---- volunteers, skills, credentials -------------------------------------------------------------------------
select promise('vet_volunteer', null, null, null, null, pg_temp.pref('New')) \g /dev/null
select is(pg_temp.as_('Ruth', format('volunteers_decline(%L, ''Not yet'', ''Come to a clinic'')', pg_temp.pref('New'))), 'done', 'a no to a volunteer');
select is(pg_temp.due('vet_volunteer', pg_temp.pref('New')), 'kept', 'is a look');
select is(pg_temp.mails('volunteer_declined'), 'New', 'and a mail');
select is(pg_temp.as_('Ines', format('volunteers_decline(%L, ''x'', ''x'')', pg_temp.pref('New'))), 'lost volunteers_decline_lost', 'once');
select is(pg_temp.as_('Ines', format('volunteers_vet(%L)', pg_temp.pref('New'))), 'done', 'it may become a yes');
select is(pg_temp.as_('Ruth', format('volunteers_vet(%L)', pg_temp.pref('New'))), 'lost volunteers_vet_lost', 'once');
select is(pg_temp.mails('volunteer_vetted'), 'New', 'they are told');
update data.volunteers set state = 'new' where person_id = pg_temp.who('Ruth');
select is(pg_temp.as_('Ruth', format('volunteers_vet(%L)', pg_temp.pref('Ruth'))), 'volunteers_vetted_not_self', 'nobody checks themselves');
select is(pg_temp.as_('Ruth', format('skills_check(%L, ''laptops'', 3, %L)', pg_temp.pref('Tom'), local_today() + 700)), 'done', 'a skill is checked');
select is((select level || ' ' || p.name from data.volunteer_skills s join data.people p on p.id = s.checked_by
    where s.person_id = pg_temp.who('Tom')), '3 Ruth', 'at the level that was seen, by Ruth');
select is(pg_temp.as_('Ruth', format('skills_check(%L, ''laptops'', 3, %L)', pg_temp.pref('Tom'), local_today())), 'desk_until_ahead', 'until a day ahead');
select is(pg_temp.as_('Ruth', format('skills_check(%L, ''wifi'', 3, null)', pg_temp.pref('Tom'))), 'absent', 'not one they never told of');
select is(pg_temp.as_('Ruth', format('skills_check(%L, ''laptops'', 3, null)', pg_temp.pref('Ruth'))), 'volunteer_skills_checked_not_self', 'not one''s own');
insert into data.credentials (community_id, person_id, kind, title) values (pg_temp.at('desktest'), pg_temp.who('Tom'), 'training', 'Safe with children'),
	(pg_temp.at('desktest'), pg_temp.who('Ruth'), 'training', 'Mine');
create function pg_temp.paper(name text) returns text language sql as $$ select ref from data.credentials where person_id = pg_temp.who(name) $$;
select is(pg_temp.as_('Tom', format('credentials_check(%L, ''checked'', ''x'', null)', pg_temp.paper('Tom'))), 'absent', 'only the desk looks at papers');
select is(pg_temp.as_('Ruth', format('credentials_check(%L, ''checked'', ''x'', null)', pg_temp.paper('Ruth'))), 'credentials_checked_not_self', 'not at its own');
select is(pg_temp.as_('Ruth', format('credentials_check(%L, ''checked'', ''Seen by video'', %L)', pg_temp.paper('Tom'), local_today() + 300)), 'done', 'looked at');
select is((select state || how from data.credentials where person_id = pg_temp.who('Tom')), 'checkedSeen by video', 'and how is kept');
select is(pg_temp.as_('Ines', format('credentials_check(%L, ''declined'', ''x'', null)', pg_temp.paper('Tom'))), 'lost credentials_check_lost', 'once');

-- ---- the queue ----------------------------------------------------------------------------------------------------
delete from data.promises where community_id = pg_temp.at('desktest');
update data.messages set desk_read_at = app_now() where community_id = pg_temp.at('desktest');
create function pg_temp.waits(name text default 'Ruth') returns table (why text, subject text, due date) language plpgsql as $$
begin
	perform visit_as((select community_id from data.people where id = pg_temp.who(waits.name)), pg_temp.who(waits.name));
	return query select q.why, q.subject, q.due_on from desk_queue() q;
end $$;
create temp table before as select * from pg_temp.waits();
create function pg_temp.now_waits() returns text language sql as $$
	select string_agg(w.why || coalesce(' ' || (w.due - local_today())::text, ''), ', ' order by w.why, w.due) from pg_temp.waits() w
	where not exists (select from before b where b.why = w.why and b.subject = w.subject) $$;
select is(pg_temp.now_waits(), null::text, 'nothing new waits');
select pg_temp.story('sent') as r \gset
select promise('first_look', :r, null, null, null, pg_temp.ref('requests', :r), local_today() + 2) \g /dev/null
select is(pg_temp.now_waits(), 'first_look 2', 'a request that was sent');
select desk_looked(:r) \g /dev/null
select is(pg_temp.now_waits(), 'decide', 'read, but not decided');
update data.requests set state = 'open', opened_at = app_now() where id = :r;
select is(pg_temp.now_waits(), 'no_task', 'open, without a task');
select pg_temp.task(:r) as t \gset
select is(pg_temp.now_waits(), null::text, 'it goes on without us');
insert into data.messages (community_id, request_id, author_id, body) values (pg_temp.at('desktest'), :r, pg_temp.who('Amina'), 'Hello?');
select is(pg_temp.now_waits(), 'message', 'a message');
update data.messages set desk_read_at = app_now() where request_id = :r;
select pg_temp.claim(:t, 'Tom', 1) as c \gset
select promise('claim', :r, null, null, null, pg_temp.ref('claims', :c), local_today() - 1) \g /dev/null
select is(pg_temp.now_waits(), 'claims -1', 'a claim');
update data.claims set state = 'withdrawn' where id = :c;
select promise('new_volunteer', :r, null, null, null, pg_temp.ref('tasks', :t), local_today()) \g /dev/null
select is(pg_temp.now_waits(), 'seat 0', 'a seat that fell free');
insert into data.invitations (community_id, task_id, person_id, seat, invited_by)
values (pg_temp.at('desktest'), :t, pg_temp.who('Una'), 'lead', pg_temp.who('Ruth')) returning id as i \gset
select is(pg_temp.now_waits(), null::text, 'until somebody is asked');
select promise('invitation', :r, null, pg_temp.who('Una'), null, pg_temp.ref('invitations', :i), local_today() - 2) \g /dev/null
select is(pg_temp.now_waits(), null::text, 'a promise of hers');
update data.promises set told_desk_at = app_now() where kind = 'invitation' and request_id = :r;
select is(pg_temp.now_waits(), 'missed -2', 'that she did not keep');
update data.promises set state = 'kept' where request_id = :r and state = 'due';
delete from data.invitations where id = :i;
update data.requests set opened_at = app_now() - interval '31 days' where id = :r;
select is(pg_temp.now_waits(), 'quiet', 'open for a month without a hand');
insert into data.groups (community_id, name, does) values (pg_temp.at('desktest'), 'Newest', 'x');
select promise('vet_group', null, null, null, null, pg_temp.gref('Newest'), local_today() + 3) \g /dev/null
select is(pg_temp.now_waits(), 'group 3, quiet', 'a new group');
insert into data.credentials (community_id, person_id, kind, title) values (pg_temp.at('desktest'), pg_temp.who('Una'), 'degree', 'Physics');
select is(pg_temp.now_waits(), 'credential, group 3, quiet', 'a paper');
update data.volunteers set state = 'new' where person_id = pg_temp.who('Lena');
select is(pg_temp.now_waits(), 'credential, group 3, quiet, volunteer', 'a volunteer');
select is((select count(*)::int from pg_temp.waits('Eve')), 0, 'of this the desk elsewhere sees nothing');
select is((select count(*)::int from pg_temp.waits('Amina')), 0, 'nor does who is at no desk');

-- ---- working days and the trail --------------------------------------------------------------------------------------
-- A fortnight of todays, each against counting the days one by one.
create function pg_temp.counted(n int) returns date language sql as $$
	select d::date from generate_series(local_today() + 1, local_today() + 40, interval '1 day') d
	where extract(isodow from d) < 6 order by d offset n - 1 limit 1 $$;
create function pg_temp.miscounted() returns text language plpgsql as $$
declare
	wrong text := '';
begin
	for ahead in 0 .. 13 loop
		perform set_config('app.ahead', ahead || ' days', true);
		for n in 1 .. 12 loop
			wrong := wrong || case when working_days(n) = pg_temp.counted(n) then '' else local_today() || '+' || n || ' ' end;
		end loop;
	end loop;
	perform set_config('app.ahead', '', true);
	return wrong;
end $$;
select is(pg_temp.miscounted(), '', 'working days from any day of the week');
select is(working_days(0), working_days(1), 'and never today');
select is(working_days_between(a::date, b::date), n, a || ' to ' || b) from (values ('2026-11-23', '2026-11-24', 1), ('2026-11-20', '2026-11-23', 1),
	('2026-11-21', '2026-11-22', 0), ('2026-11-16', '2026-11-30', 10), ('2026-11-24', '2026-11-24', 0)) x (a, b, n);
select pg_temp.as_('Ruth', 'absent()') \g /dev/null
select bag_eq($$ select deed, who, role from desk_history((select id from data.requests where summary = 'A label printer skips.')) where deed like 'desk_%' $$,
    $$ values ('desk_summary', 'Ruth', 'coordinator'), ('desk_publish', 'Ruth', 'coordinator'), ('desk_publish', 'Ines', 'coordinator') $$,
    'the history names the coordinators');
select pg_temp.as_('Amina', 'absent()') \g /dev/null
select is((select count(*)::int from desk_history((select id from data.requests where summary = 'A label printer skips.'))), 0, 'to coordinators alone');

select * from finish();
rollback;
