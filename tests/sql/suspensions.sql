-- A pause of somebody's account: its constraints and transitions, who may
-- make, answer and end it, and what ends with it.
begin;
\ir ../lib/match.sql
select no_plan();
insert into data.people (community_id, name) select pg_temp.here(), n from unnest('{Ines}'::text[]) n;
insert into data.coordinators (person_id, community_id) values (pg_temp.person('Ines'), pg_temp.here());
create function pg_temp.pref(who text) returns text language sql as $$ select ref from data.people where id = pg_temp.person(who) $$;
create function pg_temp.broke(statement text) returns text language plpgsql as $$
declare
	broke text;
	code text;
begin
	execute statement;
	return 'nothing';
exception when others then
	get stacked diagnostics broke = constraint_name, code = returned_sqlstate;
	return coalesce(nullif(broke, ''), code);
end $$;
-- A deed as somebody: its answer, or which constraint it breaks.
create function pg_temp.does(who text, deed text) returns text language plpgsql as $$
declare
	a answer;
	broke text;
begin
	perform pg_temp.i_am(case when who = 'Ines' then 'Ruth' else who end);
	perform set_config('app.person', pg_temp.person(who)::text, false);
	execute 'select * from ' || deed into a;
	return a.answer;
exception when check_violation then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;
create function pg_temp.pause(who text, day text default 'null', whom text default 'Tom') returns text language sql as $$
	select pg_temp.does(who, format('suspensions_new(%L, ''why'', ''ring us'', %s)', pg_temp.pref(whom), day)) $$;
create function pg_temp.decide(who text, verdict text, whom text default 'Tom') returns text language sql as $$
	select pg_temp.does(who, format('suspensions_decide(%L, %L, ''words'')', pg_temp.pref(whom), verdict)) $$;
create function pg_temp.stands(who text default 'Tom') returns text language sql as $$
	select p.state || ' ' || (select s.state from data.suspensions s where s.person_id = p.id order by s.id desc limit 1)
	from data.people p where p.id = pg_temp.person(who) $$;

-- ---- what ends with it ------------------------------------------------------------
select pg_temp.match('Tom') as helps, pg_temp.match_in('confirmed') as done \gset
update data.matches set state = 'working' where ref = :'helps';
create temp table waits as select pg_temp.task() as id;
insert into data.claims (community_id, task_id, person_id, seat, place, read_story) select pg_temp.here(), id, pg_temp.person('Tom'), 'lead', 1, true from waits;
create temp table asked as select pg_temp.task() as id;
insert into data.invitations (community_id, task_id, person_id, seat, invited_by) select pg_temp.here(), id, pg_temp.person('Tom'), 'lead', pg_temp.person('Ruth') from asked;
select promise('invitation', null, null, pg_temp.person('Tom'), null, (select ref from data.invitations where person_id = pg_temp.person('Tom'))) \g /dev/null
select pg_temp.i_am('Ruth') \g /dev/null
select is((select array[claims, matches, times] from suspension_touches(pg_temp.person('Tom'))), '{2,1,0}', 'told beforehand: what would end');
select is(pg_temp.pause('Amina'), 'absent', 'no member pauses anybody');
select is(pg_temp.pause('Ruth', '''2000-01-01'''), 'suspensions_back_on_ahead', 'the day is to come');
select is(pg_temp.pause('Ruth', 'null', 'Ruth'), 'suspensions_made_not_self', 'nobody pauses themselves');
select is(pg_temp.pause('Ruth', 'null', 'Ines'), 'suspensions_not_coordinator', 'nor another coordinator');
select is(pg_temp.pause('Ruth', 'local_today() + 7'), 'done', 'Ruth pauses Tom');
select is(pg_temp.stands(), 'suspended running', 'who is suspended');
select is(pg_temp.state(:'helps'), 'released', 'his help ends');
select is(pg_temp.state(:'done'), 'confirmed', 'what worked stays');
select is(pg_temp.task_state(:'helps'), 'open', 'the seat is free');
select is((select state from data.claims where task_id = (select id from waits)), 'withdrawn', 'his hand is down');
select is((select waiting from data.tasks where id = (select id from waits)), 0, 'and counted no more');
select is((select state from data.invitations where task_id = (select id from asked)), 'cancelled', 'his invitation is gone');
select is((select count(*) from data.promises where person_id = pg_temp.person('Tom') and state = 'due'), 0::bigint, 'he owes nothing');
select is((select string_agg(o.kind, ' ') from data.outbox o where o.person_id = pg_temp.person('Tom')), 'suspension_made', 'he gets one mail');
select is(pg_temp.mails('match_released'), 'Amina, Joan', 'the group another');
select is((select string_agg(about ->> 'why', ' ') from data.outbox where kind = 'match_released' and community_id = pg_temp.here()), 'desk desk', 'which says nothing of why');
select is(pg_temp.pause('Ines'), 'lost', 'twice is once');
select mail('message_new', pg_temp.person('Tom')) \g /dev/null
select is((select count(*) from data.outbox o where o.person_id = pg_temp.person('Tom')), 1::bigint, 'no other mail reaches him');
select is(pg_temp.does('Tom', format('claims_new(%L, ''lead'', '''', true)', (select ref from data.tasks where id = (select id from waits)))), 'absent', 'he raises no hand');
select is(match_made((select id from waits), pg_temp.person('Tom'), 'lead', pg_temp.person('Ruth')), null, 'and takes no seat');

-- ---- a time at which a member was to be there --------------------------------------
select pg_temp.match('Sid') as met \gset
update data.matches set state = 'scheduled' where ref = :'met';
with a as (insert into data.appointments (community_id, match_id, state, starts_at, ends_at, how, proposed_by, there)
	select m.community_id, m.id, 'fixed', app_now() + interval '1 day', app_now() + interval '25 hours', 'phone', m.person_id, pg_temp.person('Joan')
	from data.matches m where m.ref = :'met' returning id, starts_at, ends_at)
insert into data.bookings (appointment_id, person_id, community_id, during)
select a.id, p, pg_temp.here(), tstzrange(starts_at, ends_at) from a, unnest(array[pg_temp.person('Sid'), pg_temp.person('Joan')]) p;
select pg_temp.match('Una') as before \gset
update data.matches set state = 'scheduled' where ref = :'before';
insert into data.appointments (community_id, match_id, state, starts_at, ends_at, how, proposed_by, there)
select m.community_id, m.id, 'fixed', app_now() - interval '2 hours', app_now() - interval '1 hour', 'phone', m.person_id, pg_temp.person('Joan')
from data.matches m where m.ref = :'before';
select is(pg_temp.pause('Ruth', 'null', 'Joan'), 'done', 'a member is paused');
select is((select a.state from data.appointments a join data.matches m on m.id = a.match_id where a.there = pg_temp.person('Joan') and m.ref = :'met'), 'cancelled', 'the time is called off');
select is((select a.state from data.appointments a join data.matches m on m.id = a.match_id where m.ref = :'before'), 'fixed', 'not one that took place');
select is(pg_temp.state(:'before'), 'scheduled', 'of which it is still to be told how it was');
select is((select count(*) from data.bookings where person_id in (pg_temp.person('Sid'), pg_temp.person('Joan')) and active), 0::bigint, 'for both');
select is(pg_temp.state(:'met'), 'agreed', 'the help goes on');
select is(pg_temp.mails('appointment_cancelled'), 'Sid', 'and the volunteer knows');
select pg_temp.i_am('Ruth') \g /dev/null
select is((select alone from suspension_touches(pg_temp.person('Amina'))), 'Food bank', 'who is the last that can come in is told');

-- ---- the answer, and what becomes of it ---------------------------------------------
select is(pg_temp.decide('Ruth', 'keep'), 'lost', 'nothing is kept that was not answered');
select is(pg_temp.does('Sid', 'suspensions_answer(''no'')'), 'absent', 'who is not paused has nothing to answer');
select is(pg_temp.does('Tom', 'suspensions_answer(''It was not me'')'), 'done', 'Tom answers');
select is((select answer_by > local_today() from data.suspensions where person_id = pg_temp.person('Tom')), true, 'with a day by which we answer');
select is(pg_temp.mails('suspension_answered'), 'Ines, Ruth', 'the desk gets a mail');
select is((select string_agg(why || ' ' || subject, ',') from desk_queue() where why = 'suspension'), null, 'a member sees no queue');
select pg_temp.i_am('Ruth') \g /dev/null
select is((select string_agg(why || ' ' || subject, ',') from desk_queue() where why = 'suspension'), 'suspension ' || pg_temp.pref('Tom'), 'it waits on the desk');
select is(pg_temp.does('Tom', 'suspensions_answer(''Again'')'), 'lost', 'he can once');
select is(pg_temp.decide('Tom', 'lift'), 'absent', 'he does not decide');
savepoint answered;
select is(pg_temp.decide('Ruth', 'lift'), 'done', 'it can be lifted');
select is(pg_temp.stands(), 'active lifted', 'then he is back');
select is(pg_temp.decide('Ruth', 'lift'), 'lost', 'once');
select is(pg_temp.pause('Ruth'), 'done', 'and can be paused anew');
rollback to answered;
select is(pg_temp.decide('Ruth', 'keep'), 'done', 'or kept');
select is(pg_temp.stands(), 'suspended kept', 'then it stays');
select is(pg_temp.does('Tom', 'suspensions_answer(''Again'')'), 'lost', 'and is not answered again');

-- ---- the clock ------------------------------------------------------------------------
select suspensions_end() \g /dev/null
select is(pg_temp.stands(), 'suspended kept', 'before its day it goes on');
update data.clock set ahead = ahead + interval '8 days';
select set_config('app.ahead', '', false) \g /dev/null
select suspensions_end() \g /dev/null
select is(pg_temp.stands(), 'active over', 'on its day it is over');
select is(pg_temp.stands('Joan'), 'suspended running', 'what has no day goes on');
select is((select string_agg(kind, ' ' order by id) from data.outbox where person_id = pg_temp.person('Tom')), 'suspension_made suspension_kept suspension_over', 'he was told each time');

-- ---- the operator ---------------------------------------------------------------------
create function pg_temp.operator(whom text, verdict text) returns text language sql as $$
	select suspensions_of_operator('pgtap-match', whom || '@pgtap.example', verdict, 'why', 'ring', null) $$;
select is(pg_temp.operator('nobody', 'suspend'), 'absent', 'an address nobody has');
select is(pg_temp.operator('Ruth', 'suspend'), 'suspended', 'the operator pauses a coordinator');
select is(pg_temp.stands('Ruth') || (select operator from data.suspensions where person_id = pg_temp.person('Ruth')), 'suspended runningtrue', 'it says so');
select is(pg_temp.decide('Ines', 'lift', 'Ruth'), 'suspensions_by_operator', 'which no coordinator undoes');
select is(pg_temp.operator('Ruth', 'suspend'), 'lost', 'twice is once');
savepoint by_operator;
select is(pg_temp.operator('Ruth', 'keep'), 'lost', 'nothing is kept that was not answered');
select is((select a.answer || ' ' || a.said from (select pg_temp.i_am('Ruth')) i, suspensions_answer('I did not') a), 'done suspensions_answered_operator_said', 'she answers, and reads who reads it');
select is(pg_temp.operator('Ruth', 'keep'), 'kept', 'the operator keeps it');
select is((select state || ' ' || decision || coalesce(decided_by::text, '') from data.suspensions where person_id = pg_temp.person('Ruth')), 'kept why', 'with words, under no name');
select is((select string_agg(kind, ' ' order by id) from data.outbox where person_id = pg_temp.person('Ruth') and kind like 'suspension_k%'), 'suspension_kept', 'and she is told');
select is(pg_temp.operator('Ruth', 'keep'), 'lost', 'once');
rollback to by_operator;
select is(pg_temp.operator('Ruth', 'lift'), 'lifted', 'but the operator');
select is(pg_temp.operator('Ruth', 'lift'), 'lost', 'once');
select is((select why from data.audit where deed = 'suspensions_lifted' and subject_id = pg_temp.person('Ruth')), 'command line', 'the trail says from where');
savepoint under_whose;
select is(pg_temp.pause('Ines', 'null', 'Kay') || pg_temp.does('Kay', 'suspensions_answer(''no'')') || pg_temp.decide('Ines', 'keep', 'Kay'), 'donedonedone', 'what a coordinator has kept');
select is(pg_temp.operator('Kay', 'lift'), 'lifted', 'the operator lifts');
select is((select decision || coalesce(decided_by::text, '') from data.suspensions where person_id = pg_temp.person('Kay')), 'why', 'and the words stand under nobody else''s name');
rollback to under_whose;
select is((select count(*) from data.audit where deed like 'suspensions%' and community_id = pg_temp.here()), 7::bigint, 'each step is in the trail');

-- ---- every named constraint and transition ---------------------------------------------
create function pg_temp.set_(what text) returns text language sql as $$
	select pg_temp.broke(format('update data.suspensions set %s where person_id = %s', what, pg_temp.person('Joan'))) $$;
select is(pg_temp.set_($$reason = ''$$), 'suspensions_reason_length', 'a reason there is');
select is(pg_temp.set_($$next_step = repeat('a', 1001)$$), 'suspensions_next_step_length', 'what can be done is short');
select is(pg_temp.set_($$answer = repeat('a', 4001)$$), 'suspensions_answer_length', 'an answer has its length');
select is(pg_temp.set_($$decision = repeat('a', 1001)$$), 'suspensions_decision_length', 'a decision too');
select is(pg_temp.set_($$made_by = person_id$$), 'suspensions_made_not_self', 'nobody makes their own');
select is(pg_temp.set_($$decided_by = person_id$$), 'suspensions_decided_not_self', 'nor decides it');
select is(pg_temp.set_($$made_by = null$$), 'suspensions_made_by_one', 'somebody made it');
select is(pg_temp.set_($$state = 'answered'$$), 'suspensions_answer_there', 'what is answered has an answer');
select is(pg_temp.set_(format('ref = %L', (select ref from data.suspensions where person_id = pg_temp.person('Ruth')))), 'suspensions_ref_once', 'a reference is there once');
create function pg_temp.put(state text) returns text language sql as $$
	select format('insert into data.suspensions (community_id, person_id, state, reason, next_step, made_by, answer, answer_by)
	    values (%s, %s, %L, ''r'', ''n'', %s, ''a'', ''2026-01-01'')', pg_temp.here(), pg_temp.person('Sid'), state, pg_temp.person('Ines')) $$;
select is(pg_temp.broke(pg_temp.put('gone')), 'suspensions_state_known', 'a state is known');
select is(pg_temp.broke(pg_temp.put('running') || '; ' || pg_temp.put('kept')), 'suspensions_person_once', 'one at a time');
create function pg_temp.moves(was text, becomes text) returns bool language plpgsql as $$
begin
	execute pg_temp.put(was);
	update data.suspensions set state = becomes where person_id = pg_temp.person('Sid');
	raise exception 'went';
exception when others then
	return sqlerrm = 'went';
end $$;
select is((select string_agg(w || ' ' || b, ', ' order by w, b) from unnest('{running,answered,kept,lifted,over}'::text[]) w,
	unnest('{running,answered,kept,lifted,over}'::text[]) b where w <> b and pg_temp.moves(w, b)),
	'answered kept, answered lifted, answered over, kept lifted, kept over, running answered, running lifted, running over', 'every transition, from every state');

-- ---- who reads it -----------------------------------------------------------------------
create function pg_temp.reads(who text) returns bigint language plpgsql as $$
declare
	n bigint;
begin
	perform pg_temp.i_am(who);
	set local role nocape_web;
	select count(*) into n from data.suspensions;
	reset role;
	return n;
end $$;
select is(array[pg_temp.reads('Joan'), pg_temp.reads('Sid'), pg_temp.reads('Amina'), pg_temp.reads(null)], '{1,0,0,0}', 'its person, nobody else');
select is(pg_temp.reads('Ruth'), 3::bigint, 'and the desk');
select * from finish();
rollback;
