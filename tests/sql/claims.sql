-- Claims and invitations from the volunteer's side: every named constraint,
-- and what each deed answers to whom.
\ir ../lib/deeds.sql

-- ---- people, one group, one task at a time -------------------------------------
insert into data.communities (key, name) values ('claimtest', 'Claim test'), ('claimelse', 'Elsewhere');
insert into data.people (community_id, name)
select pg_temp.at(case when n = 'Eve' then 'claimelse' else 'claimtest' end), n
from unnest(array['Ruth', 'Amina', 'Tom', 'Uma', 'Vic', 'Wes', 'Xan', 'Eve']) n;
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Ruth'), pg_temp.at('claimtest'));
insert into data.groups (community_id, name, does, state) values (pg_temp.at('claimtest'), 'Choir', 'Sings', 'vetted') returning id as g \gset
insert into data.memberships (group_id, person_id, community_id) values (:g, pg_temp.who('Amina'), pg_temp.at('claimtest'));
insert into data.volunteers (person_id, community_id, state, capacity, agreed_at)
select pg_temp.who(n), p.community_id, 'vetted', 3, app_now()
from unnest(array['Amina', 'Tom', 'Uma', 'Vic', 'Wes', 'Eve']) n join data.people p on p.id = pg_temp.who(n);
insert into data.volunteers (person_id, community_id, agreed_at) values (pg_temp.who('Xan'), pg_temp.at('claimtest'), app_now());

-- A fresh open task of the choir's.
create function pg_temp.task(seats int default 1, credential text default null) returns text language plpgsql as $$
declare
	r bigint;
	t text;
begin
	insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure)
	select g.community_id, g.id, pg_temp.who('Amina'), 'open', 't', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'calm', 'm'
	from data.groups g where g.name = 'Choir' and g.community_id = pg_temp.at('claimtest') returning id into r;
	insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, published_at, seats, credential)
	select q.community_id, q.id, q.group_id, 'call', 'Ring', 60, true, true, app_now(), task.seats, task.credential
	from data.requests q where q.id = r returning ref into t;
	return t;
end $$;
create function pg_temp.claims(name text, task text, seat text default 'lead', read bool default true) returns text language sql as $$
	select pg_temp.as_(name, format('claims_new(%L, %L, ''words'', %L)', task, seat, read)) $$;
create function pg_temp.of(name text, task text) returns text language sql as $$
	select max(c.ref) from data.claims c join data.tasks t on t.id = c.task_id where t.ref = task and c.person_id = pg_temp.who(of.name)
	and c.id = (select max(o.id) from data.claims o where o.task_id = t.id and o.person_id = c.person_id) $$;
create function pg_temp.mailed(kind text) returns text language sql as $$
	select coalesce(string_agg(p.name, ' ' order by p.name), '') from data.outbox o join data.people p on p.id = o.person_id
	where o.kind = mailed.kind and o.community_id = pg_temp.at('claimtest') $$;

-- ---- raising a hand -----------------------------------------------------------------
select pg_temp.task() as t \gset
select is(pg_temp.claims('Tom', :'t'), 'done', 'Tom raises a hand');
select is((select row(state, place, seat, words, read_story)::text from data.claims where ref = pg_temp.of('Tom', :'t')),
	'(waiting,1,lead,words,t)', 'and waits on the first place');
select is((select waiting from data.tasks where ref = :'t'), 1, 'which the task counts');
select is((select row(kind, desk, state)::text from data.promises where subject_ref = pg_temp.of('Tom', :'t')), '(claim,t,due)', 'the desk promises an answer');
select is(promised('claim', pg_temp.of('Tom', :'t')), working_days(3), 'in three working days, which Tom may know');
select is(pg_temp.mailed('claim_received'), 'Tom', 'he gets a mail');
select is(pg_temp.mailed('claim_new'), 'Ruth', 'and so does the desk');
select is((select string_agg(deed, ' ') from data.audit where kind = 'claim' and community_id = pg_temp.at('claimtest')), 'claims_new', 'the trail says so');
select is(pg_temp.claims('Tom', :'t'), 'claims_person_twice', 'once is enough');
select is(pg_temp.claims('Uma', :'t', 'second'), 'claims_seat_there', 'one seat has no second');
select is(pg_temp.claims('Uma', :'t', 'third'), 'claims_seat_known', 'nor a third');
select is(pg_temp.claims('Uma', :'t', 'lead', false), 'claims_read_story', 'the story comes first');
select is(pg_temp.as_('Uma', format('claims_new(%L, ''lead'', repeat(''ä'', 1001), true)', :'t')), 'claims_words_length', 'few words');
select is(pg_temp.claims('Amina', :'t'), 'claims_task_own', 'not one’s own group');
select is(pg_temp.claims('Xan', :'t'), 'claims_person_vetted', 'not before the desk knows somebody');
select is(pg_temp.claims('Ruth', :'t'), 'claims_person_vetted', 'nor who offers nothing');
select is(pg_temp.claims('Eve', :'t'), 'absent', 'a task of another community is not there');
select is(pg_temp.claims('Tom', 'NC-0000-00'), 'absent', 'nor one that never was');
select set_config('app.person', '', false) \g /dev/null
select is((select answer from claims_new(:'t', 'lead', '', true)), 'absent', 'nor for nobody');
update data.tasks set published = false where ref = :'t';
select is(pg_temp.claims('Uma', :'t'), 'absent', 'nor one that is not published');
update data.tasks set published = true where ref = :'t';

-- Three wait, on the lowest free place; the fourth is late.
select is(pg_temp.claims('Uma', :'t') || pg_temp.claims('Vic', :'t'), 'donedone', 'two more wait');
select is((select pg_temp.full_('Wes', format('claims_new(%L, ''lead'', '''', true)', :'t')))::text, format('(lost,/tasks/%s,claims_new_full_lost)', :'t'), 'the fourth is told');
select is(pg_temp.as_('Uma', format('claims_withdraw(%L)', pg_temp.of('Uma', :'t'))), 'done', 'Uma takes hers back');
select is(pg_temp.claims('Wes', :'t'), 'done', 'Wes comes in');
select is((select place from data.claims where ref = pg_temp.of('Wes', :'t')), 2, 'on her place');
select is((select waiting from data.tasks where ref = :'t'), 3, 'three wait');

-- ---- taking it back --------------------------------------------------------------------
select is((select state from data.claims where ref = pg_temp.of('Uma', :'t')), 'withdrawn', 'hers is withdrawn');
select is((select state from data.promises where subject_ref = pg_temp.of('Uma', :'t')), 'moved', 'nobody owes her an answer');
select is(pg_temp.mailed('claim_withdrawn'), 'Ruth', 'the desk hears it');
select is((select pg_temp.full_('Uma', format('claims_withdraw(%L)', pg_temp.of('Uma', :'t'))))::text,
	format('(lost,%s,claims_withdraw_lost)', pg_temp.of('Uma', :'t')), 'not twice');
select is(pg_temp.as_('Tom', format('claims_withdraw(%L)', pg_temp.of('Wes', :'t'))), 'absent', 'nobody takes back another’s');
select is(pg_temp.as_('Ruth', format('claims_withdraw(%L)', pg_temp.of('Wes', :'t'))), 'absent', 'not even the desk');
select is(pg_temp.as_('Eve', format('claims_withdraw(%L)', pg_temp.of('Wes', :'t'))), 'absent', 'nor another community');

-- ---- what stands in the way ----------------------------------------------------------------
update data.volunteers set paused_until = local_today() where person_id = pg_temp.who('Uma');
select is(pg_temp.claims('Uma', pg_temp.task()), 'claims_person_paused', 'a break is a break, to its last day');
update data.volunteers set paused_until = local_today() - 1 where person_id = pg_temp.who('Uma');
select is(pg_temp.claims('Uma', pg_temp.task()), 'done', 'and over on the day after');
update data.volunteers set capacity = 1 where person_id = pg_temp.who('Uma');
select is(pg_temp.claims('Uma', pg_temp.task()), 'claims_person_room', 'a waiting claim fills a place');
select pg_temp.task(1, 'training') as proof \gset
select is(pg_temp.claims('Vic', :'proof'), 'claims_credential_checked', 'a task may ask for a proof');
insert into data.credentials (community_id, person_id, kind, title) values (pg_temp.at('claimtest'), pg_temp.who('Vic'), 'training', 'T') returning id as c \gset
select is(pg_temp.claims('Vic', :'proof'), 'claims_credential_checked', 'naming one is not enough');
update data.credentials set state = 'checked', valid_until = local_today() - 1 where id = :c;
select is(pg_temp.claims('Vic', :'proof'), 'claims_credential_checked', 'nor one that has run out');
update data.credentials set valid_until = local_today() where id = :c;
select is(pg_temp.claims('Vic', :'proof'), 'done', 'one that was checked and lasts is');
select pg_temp.task(2) as two \gset
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat)
select community_id, id, request_id, group_id, pg_temp.who('Vic'), 'lead' from data.tasks where ref = :'two' returning id as m \gset
select is((select said from pg_temp.full_('Tom', format('claims_new(%L, ''lead'', '''', true)', :'two'))), 'claims_new_seat_lost', 'a seat that is taken');
select is(pg_temp.claims('Tom', :'two', 'second'), 'done', 'the other one is free');
select is(seat_free((select id from data.tasks where ref = :'two'), 'lead'), false, 'as the page says');
select is(seat_free((select id from data.tasks where ref = :'two'), 'second'), true, 'of both');
select is(pg_temp.claims('Vic', :'two', 'second'), 'claims_person_matched', 'one seat for one person');
update data.matches set state = 'released' where id = :m;
select pg_temp.task() as gone \gset
update data.tasks set state = 'cancelled' where ref = :'gone';
select is((select said from pg_temp.full_('Tom', format('claims_new(%L, ''lead'', '''', true)', :'gone'))), 'claims_new_ended_lost', 'a task that has ended');
select pg_temp.task() as asked \gset
update data.requests set state = 'question' where id = (select request_id from data.tasks where ref = :'asked');
select is((select said from pg_temp.full_('Tom', format('claims_new(%L, ''lead'', '''', true)', :'asked'))), 'claims_new_ended_lost', 'or whose group is asked back');

-- ---- every named constraint of claims -----------------------------------------------------
select is(pg_temp.breaks(format('update data.claims set %s where ref = %L', x.change, pg_temp.of('Wes', :'t'))), x.name, x.name || ': ' || left(x.change, 40))
from (values ('seat = ''x''', 'claims_seat_known'), ('place = 0', 'claims_place_range'), ('place = 4', 'claims_place_range'),
	('place = 1', 'claims_place_taken'), ('words = repeat(''ä'', 1001)', 'claims_words_length'),
	('reason = repeat(''ä'', 1001)', 'claims_reason_length'), ('read_story = false', 'claims_read_story'),
	('state = ''gone''', 'claims_state_moves'), ('state = ''accepted'', decided_by = person_id', 'claims_decided_not_self'),
	('state = ''declined'', decided_by = person_id', 'claims_decided_not_self'), ('seat = ''second''', 'nothing'),
	('state = ''withdrawn'', decided_by = null', 'nothing')) x (change, name);
select is(pg_temp.breaks(format($$insert into data.claims (community_id, task_id, person_id, seat, place, read_story, state, ref)
	select community_id, id, %s, 'lead', 3, true, %L, %s from data.tasks where ref = %L$$, pg_temp.who(x.n), x.s, x.r, pg_temp.task())), x.name, x.name)
from (values ('Tom', 'other', 'new_ref()', 'claims_state_known'),
	('Tom', 'lapsed', quote_literal(pg_temp.of('Tom', :'t')), 'claims_ref_once')) x (n, s, r, name);
select is(pg_temp.breaks(format($$insert into data.claims (community_id, task_id, person_id, seat, place, read_story)
	select community_id, id, %s, 'lead', 2, true from data.tasks where ref = %L$$, pg_temp.who('Tom'), :'t')), 'claims_person_twice', 'claims_person_twice');

-- Every step from every state.
create function pg_temp.moves(was text, becomes text) returns text language plpgsql as $$
declare
	made bigint;
	t constant text := pg_temp.task();
begin
	insert into data.claims (community_id, task_id, person_id, seat, place, read_story, state)
	select community_id, id, pg_temp.who('Wes'), 'lead', 3, true, was from data.tasks where ref = t returning id into made;
	return pg_temp.breaks(format('update data.claims set state = %L where id = %s', becomes, made));
end $$;
select is(pg_temp.moves(a, b), case when a = b or (a = 'waiting') then 'nothing' else 'claims_state_moves' end, a || ' to ' || b)
from unnest(array['waiting', 'accepted', 'declined', 'withdrawn', 'lapsed']) a, unnest(array['waiting', 'accepted', 'declined', 'withdrawn', 'lapsed']) b;
delete from data.claims where community_id = pg_temp.at('claimtest');

-- ---- invitations ----------------------------------------------------------------------------
create function pg_temp.invited(name text, task text, seat text default 'lead') returns text language plpgsql as $$
declare
	made text;
begin
	insert into data.invitations (community_id, task_id, person_id, seat, invited_by)
	select t.community_id, t.id, pg_temp.who(name), invited.seat, pg_temp.who('Ruth') from data.tasks t where t.ref = task returning ref into made;
	insert into data.promises (community_id, kind, person_id, subject_ref, due_on)
	values (pg_temp.at('claimtest'), 'invitation', pg_temp.who(name), made, current_date + 2);
	return made;
end $$;
select pg_temp.task() as i \gset
select pg_temp.invited('Tom', :'i') as tom \gset
select pg_temp.invited('Vic', :'i') as vic \gset
select is(pg_temp.claims('Tom', :'i'), 'claims_person_invited', 'who was asked answers instead');
select is(pg_temp.as_('Vic', format('invitations_accept(%L)', :'tom')), 'absent', 'nobody answers for another');
select is(pg_temp.as_('Eve', format('invitations_decline(%L, '''')', :'tom')), 'absent', 'nor from elsewhere');
select is(pg_temp.as_('Vic', format('invitations_decline(%L, repeat(''ä'', 1001))', :'vic')), 'invitations_reason_length', 'a short reason');
update data.volunteers set paused_until = local_today() + 9 where person_id = pg_temp.who('Tom');
select matches((select ref from pg_temp.full_('Tom', format('invitations_accept(%L)', :'tom'))), '^/matches/NC-', 'a yes is a match at once');
select is((select row(m.state, m.seat, m.approved_by = pg_temp.who('Ruth'))::text from data.matches m join data.tasks t on t.id = m.task_id
	where t.ref = :'i' and m.person_id = pg_temp.who('Tom')), '(agreed,lead,t)', 'approved by who asked');
select is((select state from data.invitations where ref = :'tom'), 'accepted', 'the invitation is accepted');
select is((select state from data.promises where subject_ref = :'tom'), 'kept', 'his promise kept');
select is((select paused_until from data.volunteers where person_id = pg_temp.who('Tom')), null, 'and his break over');
select is(pg_temp.mailed('invitation_accepted'), 'Ruth', 'the desk hears it');
select is((select state from data.tasks where ref = :'i'), 'filled', 'the seat is taken');
select is((select state from data.invitations where ref = :'vic'), 'cancelled', 'so the other invitation is cancelled');
select is((select pg_temp.full_('Vic', format('invitations_accept(%L)', :'vic')))::text, format('(lost,/invitations/%s,invitations_answer_lost)', :'vic'), 'and a late yes is told');
select is((select said from pg_temp.full_('Vic', format('invitations_decline(%L, '''')', :'vic'))), 'invitations_answer_lost', 'as is a late no');
select pg_temp.task() as j \gset
select pg_temp.invited('Vic', :'j') as vic \gset
select is(pg_temp.as_('Vic', format('invitations_decline(%L, ''Not now'')', :'vic')), 'done', 'a no is fine');
select is((select row(state, reason, answered_at is not null)::text from data.invitations where ref = :'vic'), '(declined,"Not now",t)', 'and kept');
select is((select state from data.promises where subject_ref = :'vic'), 'kept', 'the promise to answer is kept');
select is(pg_temp.mailed('invitation_declined'), 'Ruth', 'the desk hears it');
select is((select said from pg_temp.full_('Vic', format('invitations_decline(%L, '''')', :'vic'))), 'invitations_answer_lost', 'once');
select pg_temp.invited('Uma', :'j') as uma \gset
update data.volunteers set capacity = 1 where person_id = pg_temp.who('Uma');
select is(pg_temp.claims('Uma', pg_temp.task()), 'done', 'Uma fills her one place');
select is(pg_temp.as_('Uma', format('invitations_accept(%L)', :'uma')), 'invitations_accept_room', 'so a yes has no room');
select is((select state from data.invitations where ref = :'uma'), 'sent', 'and the invitation waits');
select pg_temp.invited('Amina', :'j') as amina \gset
select is(pg_temp.as_('Amina', format('invitations_accept(%L)', :'amina')), 'claims_task_own', 'not for one’s own group');
update data.requests set state = 'question' where id = (select request_id from data.tasks where ref = :'j');
select pg_temp.invited('Wes', :'j') as wes \gset
select is((select said from pg_temp.full_('Wes', format('invitations_accept(%L)', :'wes'))), 'invitations_accept_lost', 'a seat that is not on offer is lost');
select is((select task_named(:'wes')), (select id from data.tasks where ref = :'j'), 'an invitation names its task for who was asked');
select pg_temp.be('Vic') \g /dev/null
select is((select task_named(:'wes')), null, 'and for nobody else');

-- Nothing of claims was left out.
select is(array(select conname::text from pg_constraint where conrelid = 'data.claims'::regclass and contype in ('c', 'u') and conname like 'claims%'
	and conname not in (select name from broken where name is not null) order by 1), '{}'::text[], 'every named constraint of claims was broken once');
select * from finish();
rollback;
