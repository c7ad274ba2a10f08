-- Matches, their talk, notes, handovers, feedback, outcomes and promises:
-- every named constraint, every pair of states, every deed's answers.
begin;
\ir ../lib/match.sql
select no_plan();

-- ---- named constraints: each broken once, and none forgotten ---------------
select pg_temp.i_am('Ruth') \g /dev/null
create temp table one as select pg_temp.match() as ref;
create temp table m as select x.* from data.matches x join one on one.ref = x.ref;
create temp table t2 as select pg_temp.task(2) as id;
create temp table tried (name text, statement text);
create function pg_temp.matched(cols text, vals text) returns text language sql as $$
	select format('insert into data.matches (community_id, task_id, request_id, group_id, person_id%s) select %s, t.id, t.request_id, t.group_id, %s%s from data.tasks t where t.id = %s',
	    cols, pg_temp.here(), pg_temp.person('Tom'), vals, (select id from t2)) $$;
create function pg_temp.long(n int) returns text language sql as $$ select quote_literal(repeat('é', n)) $$;
insert into tried values
	('matches_ref_once', pg_temp.matched(', seat, ref', format(', ''lead'', %L', (select ref from m)))),
	('matches_seat_known', pg_temp.matched(', seat', ', ''third''')),
	('matches_state_known', pg_temp.matched(', seat, state', ', ''lead'', ''odd''')),
	('matches_declared_length', pg_temp.matched(', seat, declared', ', ''lead'', ' || pg_temp.long(1001))),
	('matches_still_wrong_length', pg_temp.matched(', seat, still_wrong', ', ''lead'', ' || pg_temp.long(4001))),
	('matches_reason_length', pg_temp.matched(', seat, reason', ', ''lead'', ' || pg_temp.long(1001))),
	('matches_approved_not_self', pg_temp.matched(', seat, approved_by', format(', ''lead'', %s', pg_temp.person('Tom')))),
	('matches_seat_taken', format('insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat) select community_id, task_id, request_id, group_id, %s, ''lead'' from m', pg_temp.person('Sid'))),
	('matches_person_twice', 'insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat) select community_id, task_id, request_id, group_id, person_id, ''second'' from m'),
	('messages_body_length', format('insert into data.messages (community_id, request_id, author_id, body) select community_id, request_id, person_id, %s from m', pg_temp.long(4001))),
	('messages_ref_once', 'insert into data.messages (community_id, request_id, author_id, body, ref) select community_id, request_id, person_id, ''x'', ''NC-2222-22'' from m, generate_series(1, 2)'),
	('work_notes_body_length', 'insert into data.work_notes (community_id, task_id, match_id, author_id, body) select community_id, task_id, id, person_id, '''' from m'),
	('handovers_changed_length', 'insert into data.handovers select id, community_id, '''', ''x'', ''x'', ''x'', ''x'' from m'),
	('handovers_lives_length', 'insert into data.handovers select id, community_id, ''x'', '''', ''x'', ''x'', ''x'' from m'),
	('handovers_access_length', 'insert into data.handovers select id, community_id, ''x'', ''x'', ' || pg_temp.long(4001) || ', ''x'', ''x'' from m'),
	('handovers_undo_length', 'insert into data.handovers select id, community_id, ''x'', ''x'', ''x'', '''', ''x'' from m'),
	('handovers_renews_length', 'insert into data.handovers select id, community_id, ''x'', ''x'', ''x'', ''x'', '''' from m'),
	('feedback_side_known', 'insert into data.feedback select id, ''desk'', community_id, person_id, ''yes'', ''yes'', ''yes'', 1 from m'),
	('feedback_worked_known', 'insert into data.feedback select id, ''group'', community_id, person_id, ''perhaps'', ''yes'', ''yes'', 1 from m'),
	('feedback_respected_known', 'insert into data.feedback select id, ''group'', community_id, person_id, ''yes'', ''unknown'', ''yes'', 1 from m'),
	('feedback_again_known', 'insert into data.feedback select id, ''group'', community_id, person_id, ''yes'', ''yes'', ''partly'', 1 from m'),
	('feedback_minutes_range', 'insert into data.feedback select id, ''group'', community_id, person_id, ''yes'', ''yes'', ''yes'', 6001 from m'),
	('feedback_words_length', 'insert into data.feedback select id, ''group'', community_id, person_id, ''yes'', ''yes'', ''yes'', 1, ' || pg_temp.long(2001) || ' from m'),
	('outcomes_after_days_known', 'insert into data.outcomes (request_id, after_days, community_id) select request_id, 31, community_id from m'),
	('outcomes_worked_known', 'insert into data.outcomes (request_id, after_days, community_id, worked) select request_id, 30, community_id, ''partly'' from m'),
	('outcomes_measure_length', 'insert into data.outcomes (request_id, after_days, community_id, measure) select request_id, 30, community_id, ' || pg_temp.long(401) || ' from m'),
	('promises_kind_known', 'insert into data.promises (community_id, kind, desk, due_on) select community_id, ''odd'', true, ''2026-12-01'' from m'),
	('promises_state_known', 'insert into data.promises (community_id, kind, desk, due_on, state) select community_id, ''claim'', true, ''2026-12-01'', ''odd'' from m'),
	('promises_owner_one', 'insert into data.promises (community_id, kind, desk, person_id, due_on) select community_id, ''claim'', true, person_id, ''2026-12-01'' from m');
select is(pg_temp.broken(statement), name, name || ' holds') from tried order by name;
select is(pg_temp.broken('insert into data.promises (community_id, kind, due_on) select community_id, ''claim'', ''2026-12-01'' from m'),
	'promises_owner_one', 'a promise without an owner is refused');
select is(pg_temp.broken(pg_temp.matched(', seat', ', ''lead''')), 'none', 'a whole match is fine');
select set_eq($$
	select conname::text from pg_constraint where conrelid in ('data.matches'::regclass, 'data.messages'::regclass,
	    'data.work_notes'::regclass, 'data.handovers'::regclass, 'data.feedback'::regclass, 'data.outcomes'::regclass,
	    'data.promises'::regclass) and contype in ('c', 'u', 'x') and conname !~ '_key$'
	union select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid
	where i.indrelid in ('data.matches'::regclass, 'data.messages'::regclass, 'data.promises'::regclass) and i.indisunique
	and not exists (select from pg_constraint k where k.conindid = c.oid)
$$, 'select name from tried', 'every named constraint of these tables was tried');

-- ---- states: every pair -------------------------------------------------------
create temp table may (kind text, was text, becomes text);
insert into may values
	('matches', 'agreed', 'scheduled'), ('matches', 'scheduled', 'working'), ('matches', 'working', 'handed_over'),
	('matches', 'handed_over', 'confirmed'), ('matches', 'confirmed', 'closed'), ('matches', 'agreed', 'working'),
	('matches', 'scheduled', 'agreed'), ('matches', 'handed_over', 'working'), ('matches', 'handed_over', 'closed'),
	('matches', 'agreed', 'released'), ('matches', 'scheduled', 'released'), ('matches', 'working', 'released'),
	('matches', 'handed_over', 'released'),
	('promises', 'due', 'kept'), ('promises', 'due', 'moved'), ('promises', 'due', 'missed'), ('promises', 'missed', 'kept');
select is(pg_temp.moves(pg_temp.matched(', seat, state', format(', ''lead'', %L', w)) || ' returning id', 'matches', b),
	w = b or exists (select from may where kind = 'matches' and was = w and becomes = b), format('matches: %s to %s', w, b))
from unnest('{agreed,scheduled,working,handed_over,confirmed,closed,released}'::text[]) w,
	unnest('{agreed,scheduled,working,handed_over,confirmed,closed,released}'::text[]) b;
select is(pg_temp.moves(format('insert into data.promises (community_id, kind, desk, due_on, state) values (%s, ''claim'', true, ''2026-12-01'', %L) returning id', pg_temp.here(), w), 'promises', b),
	w = b or exists (select from may where kind = 'promises' and was = w and becomes = b), format('promises: %s to %s', w, b))
from unnest('{due,kept,moved,missed}'::text[]) w, unnest('{due,kept,moved,missed}'::text[]) b;

-- ---- match_made -------------------------------------------------------------------
select pg_temp.no_mails() \g /dev/null
create temp table a as select pg_temp.task(2) as task;
insert into data.claims (community_id, task_id, person_id, seat, place, read_story)
select pg_temp.here(), task, pg_temp.person(w), s, p, true from a, (values ('Tom', 'lead', 1), ('Kay', 'lead', 2), ('Sid', 'second', 3)) v (w, s, p);
insert into data.invitations (community_id, task_id, person_id, seat, invited_by)
select pg_temp.here(), task, pg_temp.person('Kay'), 'lead', pg_temp.person('Ruth') from a;
create temp table made as select match_made((select task from a), pg_temp.person('Tom'), 'lead', pg_temp.person('Ruth')) as ref;
select isnt(ref, null, 'a match is made') from made;
select is((select string_agg(p.name || ' ' || c.state, ', ' order by c.id) from data.claims c join data.people p on p.id = c.person_id
	where c.task_id = (select task from a)), 'Tom accepted, Kay declined, Sid waiting',
	'the claim is accepted, the other for that seat ends, the second seat goes on waiting');
select is((select state from data.invitations where task_id = (select task from a)), 'cancelled', 'an invitation to that seat is cancelled');
select is(pg_temp.mails('claim_ended'), 'Kay', 'whose claim ended is told');
select is(pg_temp.mails('invitation_cancelled'), 'Kay', 'whose invitation ended is told');
select is(pg_temp.mails('match_made'), 'Amina, Joan, Tom', 'both sides are told of the match');
select is(pg_temp.task_state(ref), 'open', 'the task is open while a seat is free') from made;
select is(pg_temp.request_state(ref), 'under_way', 'the request is under way') from made;
select is(pg_temp.due(ref), 'first_message Tom', 'the volunteer has the next step') from made;
select is(match_made((select task from a), pg_temp.person('Sid'), 'lead', pg_temp.person('Ruth')), null, 'a taken seat is lost');
select is(match_made((select task from a), pg_temp.person('Tom'), 'second', pg_temp.person('Ruth')), null, 'nobody holds both seats');
select isnt(match_made((select task from a), pg_temp.person('Sid'), 'second', pg_temp.person('Ruth')), null, 'the second seat goes too');
select is(pg_temp.task_state(ref), 'filled', 'then the task is filled') from made;
select is(match_made(pg_temp.task(), pg_temp.person('Tom'), 'second', pg_temp.person('Ruth')), null, 'a task of one seat has no second');
select isnt(match_made(pg_temp.task(), pg_temp.person('Kay'), 'lead', pg_temp.person('Ruth')), null, 'a capacity of one holds one match');
select is(match_made(pg_temp.task(), pg_temp.person('Kay'), 'lead', pg_temp.person('Ruth')), null, 'and not two');
select is(pg_temp.broken(format('select match_made(%s, %s, ''lead'', %s)', pg_temp.task(), pg_temp.person('Sid'), pg_temp.person('Sid'))) <> 'none',
	true, 'nobody approves their own match');

-- ---- agreement, contact, talk ----------------------------------------------------------
create temp table b as select pg_temp.match('Tom', false) as ref;
select pg_temp.i_am('Amina') \g /dev/null
select is((select answer from matches_agreement(ref, '')), 'absent', 'the group cannot agree for the volunteer') from b;
select is((select answer from matches_contact(ref)), 'lost', 'no contact details before the agreement') from b;
select is((select answer from messages_new(ref, 'Hello')), 'lost', 'and no messages') from b;
select pg_temp.i_am('Tom') \g /dev/null
select is((select answer from messages_new(ref, 'Hello')), 'lost', 'not from the volunteer either') from b;
select is((select answer from matches_agreement(ref, 'I sell lamps')), 'done', 'the volunteer agrees') from b;
select is((select declared from data.matches x where x.ref = b.ref), 'I sell lamps', 'and the interest is kept') from b;
select pg_temp.no_mails() \g /dev/null
select is((select answer from messages_new(ref, 'Hello')), 'done', 'then they talk') from b;
select is(pg_temp.mails('message_new'), 'Amina, Joan', 'the group is told') from b;
select is(pg_temp.due(ref), 'appointment Tom', 'the first message is kept; the next step is a time or a start') from b;
select pg_temp.i_am('Amina') \g /dev/null
select pg_temp.no_mails() \g /dev/null
select is((select answer from messages_new(ref, 'Hello back')), 'done', 'the group answers') from b;
select is(pg_temp.mails('message_new'), 'Tom', 'the volunteer is told') from b;
select is((select answer from matches_contact(ref)), 'done', 'the group sees the contact details') from b;
select is((select count(*) from data.contact_views v join data.matches x on x.id = v.match_id where x.ref = b.ref), 1::bigint, 'and that left a line') from b;
select pg_temp.i_am('Ruth') \g /dev/null
select is((select answer from matches_contact(ref)), 'absent', 'a coordinator has pages of their own for that') from b;
select is((select answer from messages_new(ref, 'I am here too')), 'done', 'a coordinator may write') from b;
select pg_temp.i_am('Kay') \g /dev/null
select is((select answer from messages_new(ref, 'x')), 'absent', 'another volunteer finds nothing') from b;
select pg_temp.i_am('Gus') \g /dev/null
select is((select answer from messages_new(ref, 'x')), 'absent', 'another group finds nothing') from b;
select is((select answer from messages_new('NC-NONE-22', 'x')), 'absent', 'what is not there is absent');
select set_config('app.person', '', false) \g /dev/null
select is((select answer from messages_new(ref, 'x')), 'absent', 'a guest finds nothing') from b;

-- ---- every deed from every state ----------------------------------------------------------
create function pg_temp.deeds(in_state text) returns setof text language plpgsql as $$
declare
	m text := pg_temp.match_in(in_state);
	a record;
begin
	perform pg_temp.i_am('Tom');
	if in_state in ('released', 'closed') then
		select * into a from matches_agreement(m, ''); return next is(a.answer, 'lost', in_state || ': agreement');
		select * into a from matches_contact(m); return next is(a.answer, 'lost', in_state || ': contact');
		select * into a from messages_new(m, 'x'); return next is(a.answer, 'lost', in_state || ': message');
		select * into a from work_notes_new(m, 'x'); return next is(a.answer, 'lost', in_state || ': note');
	end if;
	if in_state <> 'agreed' then
		select * into a from matches_start(m); return next is(a.answer, 'lost', in_state || ': start');
	end if;
	if in_state <> 'working' then
		select * into a from handovers_new(m, 'a', 'b', 'c', 'd', 'e'); return next is(a.answer, 'lost', in_state || ': handover');
	end if;
	if in_state not in ('confirmed', 'closed') then
		select * into a from feedback_new(m, 'yes', 'yes', 'yes', 10, ''); return next is(a.answer, 'lost', in_state || ': feedback');
	end if;
	if in_state in ('confirmed', 'closed', 'released') then
		select * into a from matches_release(m, ''); return next is(a.answer, 'lost', in_state || ': release');
	end if;
	perform pg_temp.i_am('Amina');
	if in_state <> 'handed_over' then
		select * into a from matches_confirmation(m, 'yes', '', ''); return next is(a.answer, 'lost', in_state || ': confirmation');
	end if;
	if in_state not in ('confirmed', 'closed') then
		select * into a from matches_wrong_again(m, 'x'); return next is(a.answer, 'lost', in_state || ': wrong again');
		select * into a from matches_right_again(m); return next is(a.answer, 'lost', in_state || ': right again');
	else
		select * into a from matches_other(m, 'x'); return next is(a.answer, 'lost', in_state || ': another volunteer');
	end if;
	perform pg_temp.i_am('Ruth');
end $$;
select pg_temp.i_am('Ruth') \g /dev/null
select pg_temp.deeds(s) from unnest('{agreed,scheduled,working,handed_over,confirmed,closed,released}'::text[]) s;
create function pg_temp.strangers(m text, who text) returns setof text language plpgsql as $$
declare
	a text;
begin
	perform pg_temp.i_am(who);
	for a in select answer from matches_agreement(m, '') union all select answer from matches_start(m)
	    union all select answer from work_notes_new(m, 'x') union all select answer from handovers_new(m, 'a', 'b', 'c', 'd', 'e')
	    union all select answer from matches_release(m, '')
	loop
		return next is(a, 'absent', who || ' does nothing of the volunteer''s');
	end loop;
end $$;
create temp table c as select pg_temp.match_in('working') as ref;
select pg_temp.strangers(ref, who) from c, unnest('{Amina,Kay,Gus,Ruth}'::text[]) who;
create function pg_temp.outsiders(m text, who text) returns setof text language plpgsql as $$
declare
	a text;
begin
	perform pg_temp.i_am(who);
	for a in select answer from matches_confirmation(m, 'yes', '', '') union all select answer from matches_wrong_again(m, 'x')
	    union all select answer from matches_right_again(m) union all select answer from matches_other(m, 'x')
	loop
		return next is(a, 'absent', who || ' does nothing of the group''s');
	end loop;
end $$;
select pg_temp.outsiders(ref, who) from c, unnest('{Tom,Kay,Gus,Ruth}'::text[]) who;

-- ---- from start to closed -------------------------------------------------------------------
select pg_temp.i_am('Tom') \g /dev/null
create temp table d as select pg_temp.match() as ref;
select is((select answer from matches_start(ref)), 'done', 'work starts without a meeting') from d;
select is(pg_temp.state(ref), 'working', 'the match is being worked on') from d;
select is(pg_temp.due(ref), 'handover Tom', 'the handover is the next step') from d;
select is((select answer from work_notes_new(ref, 'Found two copies')), 'done', 'a note is kept') from d;
select pg_temp.no_mails() \g /dev/null
select is((select answer from handovers_new(ref, 'One list', 'nothing_changed', 'Amina, Joan', 'Copy it back', 'nothing_changed')), 'done', 'handed over') from d;
select is(pg_temp.mails('handed_over'), 'Amina, Joan', 'the group is told');
select is(pg_temp.due(ref), 'confirm Food bank', 'the group has the next step') from d;
select pg_temp.i_am('Amina') \g /dev/null
select is(pg_temp.broken(format('select matches_confirmation(%L, ''no'', '''', '''')', ref)), 'matches_still_wrong_missing', 'no needs words') from d;
select is((select answer from matches_confirmation(ref, 'no', 'It prints twice', '2 lists')), 'done', 'something is still wrong') from d;
select is(pg_temp.state(ref), 'working', 'the work goes on') from d;
select is(pg_temp.mails('still_wrong'), 'Tom', 'the volunteer is told');
select is(pg_temp.due(ref), 'handover Tom', 'and has the next step') from d;
select pg_temp.i_am('Tom') \g /dev/null
select is((select answer from handovers_new(ref, 'One list, once', 'x', 'y', 'z', 'w')), 'done', 'handed over again') from d;
select is((select changed from data.handovers h join data.matches x on x.id = h.match_id where x.ref = d.ref), 'One list, once', 'the new words stand') from d;
select pg_temp.i_am('Joan') \g /dev/null
select pg_temp.no_mails() \g /dev/null
select is((select answer from matches_confirmation(ref, 'yes', '', '1 list')), 'done', 'any member confirms') from d;
select is(pg_temp.state(ref) || ' ' || pg_temp.request_state(ref) || ' ' || pg_temp.task_state(ref), 'confirmed done filled', 'confirmed, and the request is done') from d;
select is(pg_temp.due(ref), 'feedback Tom, feedback Food bank', 'both are asked how it went') from d;
select is(pg_temp.mails('confirmed') || ' / ' || pg_temp.mails('feedback_asked'), 'Tom / Amina, Joan', 'by mail too');
select results_eq(format($$select worked, measure from data.outcomes o join data.matches x on x.request_id = o.request_id where x.ref = %L and after_days = 0$$, ref),
	$$values ('yes', '1 list')$$, 'the outcome today is kept') from d;
select is((select answer from matches_confirmation(ref, 'yes', '', '')), 'lost', 'a second answer comes too late') from d;
select is((select answer from matches_wrong_again(ref, 'It prints twice again')), 'done', 'after that something is wrong again') from d;
select is(pg_temp.request_state(ref), 'under_way', 'the request is under way again') from d;
select is(pg_temp.due(ref), 'feedback Tom, feedback Food bank, new_volunteer desk', 'and the desk has the next step') from d;
select is((select answer from feedback_new(ref, 'partly', 'yes', 'yes', 90, 'Thank you')), 'done', 'the group gives feedback') from d;
select is((select answer from feedback_new(ref, 'yes', 'yes', 'yes', 1, '')), 'lost', 'once') from d;
select pg_temp.i_am('Amina') \g /dev/null
select is((select answer from feedback_new(ref, 'yes', 'yes', 'yes', 1, '')), 'lost', 'for the group, not for each member') from d;
select pg_temp.i_am('Tom') \g /dev/null
select is((select answer from feedback_new(ref, 'yes', 'yes', 'yes', 120, '')), 'done', 'the volunteer gives feedback') from d;
select is(pg_temp.state(ref) || ' ' || pg_temp.task_state(ref) || ' ' || pg_temp.request_state(ref), 'closed closed under_way',
	'the match and the task close; what is wrong keeps the request under way') from d;
select pg_temp.i_am('Amina') \g /dev/null
select is((select answer from matches_right_again(ref)), 'done', 'it works after all') from d;
select is(pg_temp.request_state(ref), 'closed', 'and the request closes') from d;
select is(pg_temp.due(ref), null, 'nobody owes anybody a step') from d;

-- ---- two seats go together ----------------------------------------------------------------------
select pg_temp.i_am('Ruth') \g /dev/null
create temp table e as select pg_temp.task(2) as task;
create temp table e2 as select match_made(task, pg_temp.person('Una'), 'lead', pg_temp.person('Ruth')) as l,
	match_made(task, pg_temp.person('Sid'), 'second', pg_temp.person('Ruth')) as s from e;
update data.matches set agreement_at = app_now() where ref in (select l from e2 union select s from e2);
select pg_temp.i_am('Sid') \g /dev/null
select is((select answer from matches_start(s)), 'done', 'the second seat starts') from e2;
select is(pg_temp.state(l) || ' ' || pg_temp.state(s), 'working working', 'and both work') from e2;
select is((select answer from handovers_new(s, 'a', 'b', 'c', 'd', 'e')), 'absent', 'the first seat hands over for both') from e2;
select pg_temp.i_am('Una') \g /dev/null
select is((select answer from handovers_new(l, 'a', 'b', 'c', 'd', 'e')), 'done', 'and does') from e2;
select pg_temp.i_am('Amina') \g /dev/null
select is((select answer from matches_confirmation(s, 'yes', '', '')), 'done', 'the group answers once') from e2;
select is(pg_temp.state(l) || ' ' || pg_temp.state(s) || ' ' || pg_temp.request_state(l), 'confirmed confirmed done', 'for both') from e2;

-- ---- releases and ends -----------------------------------------------------------------------------
create function pg_temp.released(in_state text) returns setof text language plpgsql as $$
declare
	m text := pg_temp.match_in(in_state);
	a record;
begin
	perform pg_temp.i_am('Tom');
	perform work_notes_new(m, 'Found the cable');
	select * into a from matches_release(m, 'I move house');
	return next is(a.answer, 'done', in_state || ': I can''t go on');
	return next is(pg_temp.state(m) || ' ' || pg_temp.task_state(m) || ' ' || pg_temp.request_state(m), 'released open open', in_state || ': the seat is open again');
	return next is((select count(*) from data.work_notes n join data.matches x on x.id = n.match_id where x.ref = m), 1::bigint, in_state || ': the notes stay');
	return next is(pg_temp.due(m), 'new_volunteer desk', in_state || ': the desk has the next step');
	perform pg_temp.i_am('Ruth');
end $$;
select pg_temp.i_am('Ruth') \g /dev/null
select pg_temp.no_mails() \g /dev/null
select pg_temp.released(s) from unnest('{agreed,scheduled,working,handed_over}'::text[]) s;
select is(pg_temp.mails('match_released'), 'Amina, Amina, Amina, Amina, Joan, Joan, Joan, Joan, Tom, Tom, Tom, Tom', 'both sides are told of each');
create temp table f as select pg_temp.match() as ref;
select pg_temp.i_am('Amina') \g /dev/null
select is((select answer from matches_other(ref, 'We would like somebody nearer')), 'done', 'the group asks for another volunteer') from f;
select is((select answer from matches_other(ref, 'Again')), 'lost', 'once') from f;
select is(pg_temp.due(ref), 'first_message Tom, new_volunteer desk', 'the desk has a step') from f;
select pg_temp.i_am('Ruth') \g /dev/null
select is(match_released((select id from data.matches x where x.ref = f.ref), '', true), true, 'a coordinator releases') from f;
select is(match_released((select id from data.matches x where x.ref = f.ref), '', true), false, 'once') from f;
select is(pg_temp.due(ref), 'new_volunteer desk', 'what was due is moved, one step is left') from f;
select isnt(match_made((select task_id from data.matches x where x.ref = f.ref), pg_temp.person('Sid'), 'lead', pg_temp.person('Ruth')), null, 'somebody else takes the seat') from f;
select is(pg_temp.due(ref), null, 'and the desk''s step is kept') from f;
-- A first seat that leaves takes its time along: the second is not left
-- scheduled for nothing.
create temp table h as select pg_temp.task(2) as task;
create temp table h2 as select match_made(task, pg_temp.person('Una'), 'lead', pg_temp.person('Ruth')) as l,
	match_made(task, pg_temp.person('Sid'), 'second', pg_temp.person('Ruth')) as s from h;
update data.matches set agreement_at = app_now() where ref in (select l from h2 union select s from h2);
select pg_temp.i_am('Una') \g /dev/null
select is((select answer from appointments_new(l, array[(local_today() + 3)::text, '', '', '', ''], '{10:00,"","","",""}', '{11:00,"","","",""}',
	'phone', '', '', '')), 'done', 'Una proposes a time for both') from h2;
select pg_temp.i_am('Amina') \g /dev/null
select is((select answer from appointments_fix(l, (select a.ref from data.appointments a join data.matches x on x.id = a.match_id
	where x.ref = l), '')), 'done', 'the group picks it') from h2;
select is(pg_temp.state(l) || ' ' || pg_temp.state(s), 'scheduled scheduled', 'both are scheduled') from h2;
select pg_temp.i_am('Una') \g /dev/null
select is((select answer from matches_release(l, 'I cannot')), 'done', 'Una cannot go on') from h2;
select is(pg_temp.state(s), 'agreed', 'Sid has no time any more') from h2;
select matches(pg_temp.due(s), 'appointment Sid', 'the next step is his') from h2;
select pg_temp.i_am('Sid') \g /dev/null
select is((select answer from matches_start(s)), 'done', 'or he starts without') from h2;
select pg_temp.i_am('Ruth') \g /dev/null
create function pg_temp.ended(becomes text) returns setof text language plpgsql as $$
declare
	m text := pg_temp.match();
	t bigint := (select task_id from data.matches where ref = m);
	r bigint := (select request_id from data.matches where ref = m);
begin
	insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published)
	select community_id, request_id, group_id, kind, 'More', 15, true, true from data.tasks where id = t;
	insert into data.claims (community_id, task_id, person_id, seat, place, read_story)
	select pg_temp.here(), k.id, pg_temp.person('Sid'), 'lead', 1, true from data.tasks k where k.request_id = r and k.id <> t;
	perform pg_temp.no_mails();
	perform request_ended(r, becomes);
	return next is(pg_temp.state(m) || ' ' || (select string_agg(distinct state, ' ') from data.tasks where request_id = r) || ' ' || pg_temp.request_state(m),
	    'released cancelled ' || becomes, becomes || ': all ends in one deed');
	return next is((select c.state from data.claims c join data.tasks k on k.id = c.task_id where k.request_id = r), 'declined', becomes || ': the claim has its ending');
	return next is(pg_temp.mails('claim_ended') || ' / ' || pg_temp.mails('match_released'), 'Sid / Amina, Joan, Tom', becomes || ': everybody is told');
	return next is(pg_temp.due(m), null, becomes || ': nothing is left due');
end $$;
select pg_temp.ended('withdrawn');
create temp table g as select pg_temp.match() as ref;
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published)
select t.community_id, t.request_id, t.group_id, 'answer', 'More', 15, true, true from data.tasks t join data.matches x on x.task_id = t.id join g on g.ref = x.ref;
select pg_temp.i_am('Tom') \g /dev/null
select matches_start(ref) from g \g /dev/null
select handovers_new(ref, 'a', 'b', 'c', 'd', 'e') from g \g /dev/null
select pg_temp.i_am('Amina') \g /dev/null
select matches_confirmation(ref, 'yes', '', '') from g \g /dev/null
select is(pg_temp.request_state(ref), 'under_way', 'while a task waits for somebody the request is not done') from g;
select pg_temp.i_am('Ruth') \g /dev/null
select task_cancelled(t.id) from data.tasks t join data.matches x on x.request_id = t.request_id join g on g.ref = x.ref where t.title = 'More' \g /dev/null
select is(pg_temp.request_state(ref), 'done', 'when that task is cancelled, it is') from g;

-- ---- the clocks of promises ----------------------------------------------------------------------------
select pg_temp.match() \g /dev/null
select pg_temp.no_mails() \g /dev/null
select promises_nudge() \g /dev/null
select is(pg_temp.mails('promise_due'), null, 'nobody is nudged before the day');
update data.promises set due_on = (app_now() at time zone 'Europe/London')::date where community_id = pg_temp.here() and state = 'due' and not desk;
update data.promises set nudged_at = app_now() where community_id = pg_temp.here() and (desk or match_id <> (select max(match_id) from data.promises));
select promises_nudge() \g /dev/null
select pg_temp.i_am('Ruth') \g /dev/null
select is(pg_temp.mails('promise_due'), 'Tom', 'on the day the owner is nudged');
select promises_nudge() \g /dev/null
select is(pg_temp.mails('promise_due'), 'Tom', 'once');
select promises_tell_desk() \g /dev/null
select is((select count(*) from data.promises where community_id = pg_temp.here() and told_desk_at is not null), 0::bigint, 'the desk is not told on the day');
update data.promises set due_on = due_on - 2 where community_id = pg_temp.here() and match_id = (select max(match_id) from data.promises);
select promises_tell_desk() \g /dev/null
select is((select count(*) from data.promises where community_id = pg_temp.here() and told_desk_at is not null), 1::bigint, 'two days after the desk is told');

select * from finish();
rollback;
