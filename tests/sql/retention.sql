-- What is kept for a while: there the day before its time is over, gone the
-- day after, kind by kind, by the clock of the database.
begin;
\ir ../lib/match.sql
select no_plan();
update data.retention set days = case kind when 'keep_logins' then 90 when 'keep_sign_ins' then 30 when 'keep_operations' then 31
    when 'keep_mails' then 91 when 'keep_member_invitations' then 60 when 'keep_contact_log' then 365 when 'keep_desk_notes' then 730 when 'keep_reports' then 2190 when 'keep_suspensions' then 740
    when 'keep_messages' then 366 when 'keep_requests' then 731 when 'keep_accounts' then 1000 end;
create temp table ref as select pg_temp.match('Tom') as m;
create temp table x as select m.* from data.matches m, ref where m.ref = ref.m;
update data.people set created_at = app_now() - interval '10 years' where community_id = pg_temp.here();
update data.accounts set used_at = app_now();
-- All of it stands on one moment, from which the clock is moved.
insert into data.logins (community_id, person_id, token_hash, seen_at, ended_at, ends_at)
values (pg_temp.here(), pg_temp.person('Tom'), repeat('a', 64), app_now(), app_now(), app_now());
insert into data.sign_ins (community_id, person_id, address, browser_hash, code_hash, ends_at, used_at)
values (pg_temp.here(), pg_temp.person('Tom'), 'tom@pgtap.example', 'b', 'c', app_now(), app_now());
insert into data.operations (community_id, person_id, operation, body_hash) values (pg_temp.here(), 0, repeat('b', 32), 'x');
insert into data.outbox (community_id, kind, person_id, state, sent_at) values (pg_temp.here(), 'confirmed', pg_temp.person('Tom'), 'sent', app_now());
insert into data.outbox (community_id, kind, person_id, state) values (pg_temp.here(), 'promise_due', pg_temp.person('Tom'), 'waiting');
insert into data.demo_mails (outbox_id, community_id, recipient, subject, body)
select id, pg_temp.here(), 't', 's', 'b' from data.outbox where community_id = pg_temp.here() and state = 'sent';
insert into data.member_invitations (community_id, group_id, address, invited_by)
values (pg_temp.here(), pg_temp.grp('Others'), 'new@pgtap.example', pg_temp.person('Gus'));
insert into data.contact_views (community_id, match_id, person_id, of_id, what) select pg_temp.here(), id, person_id, pg_temp.person('Amina'), 'address' from x;
insert into data.desk_notes (community_id, kind, subject_id, author_id, body) values (pg_temp.here(), 'person', 1, pg_temp.person('Ruth'), 'b');
insert into data.reports (community_id, author_id, request_id, kind, words, way, state, look_by, decided_at, decision)
select pg_temp.here(), pg_temp.person(n), request_id, 'other', n, 'desk', v.state, app_now()::date, decided, what
from x, (values ('Tom', 'decided', app_now(), 'd'), ('Sid', 'looked_at', null, '')) v (n, state, decided, what);
insert into data.suspensions (community_id, person_id, state, reason, next_step, operator, ended_at)
select pg_temp.here(), pg_temp.person(n), v.state, 'r', 'n', true, ended from (values ('Gus', 'over', app_now()), ('Una', 'running', null)) v (n, state, ended);
insert into data.messages (community_id, request_id, match_id, author_id, body) select pg_temp.here(), request_id, id, person_id, 'm' from x;
insert into data.work_notes (community_id, task_id, match_id, author_id, body) select pg_temp.here(), task_id, id, person_id, 'n' from x;
insert into data.handovers (match_id, community_id, changed, lives, access, undo, renews) select id, pg_temp.here(), 'c', 'l', 'a', 'u', 'r' from x;
update data.matches set state = 'working', declared = 'words' where id = (select id from x);
update data.matches set state = 'handed_over' where id = (select id from x);
update data.matches set state = 'confirmed' where id = (select id from x);
update data.matches set state = 'closed' where id = (select id from x);
update data.requests set state = 'done', done_at = app_now() where id = (select request_id from x);
update data.requests set state = 'closed', ended_at = app_now() where id = (select request_id from x);
create temp table live as select pg_temp.task() as id;

create temp table kinds (kind text, question text);
insert into kinds values
	('keep_logins', 'select count(*) from data.logins where community_id = pg_temp.here()'),
	('keep_sign_ins', 'select count(*) from data.sign_ins where community_id = pg_temp.here()'),
	('keep_operations', 'select count(*) from data.operations where community_id = pg_temp.here()'),
	('keep_mails', $$select count(*) from data.outbox o join data.demo_mails d on d.outbox_id = o.id where o.community_id = pg_temp.here() and o.kind = 'confirmed'$$),
	('keep_member_invitations', 'select count(*) from data.member_invitations where community_id = pg_temp.here()'),
	('keep_contact_log', 'select count(*) from data.contact_views where community_id = pg_temp.here()'),
	('keep_desk_notes', 'select count(*) from data.desk_notes where community_id = pg_temp.here()'),
	('keep_reports', $$select count(*) from data.reports where community_id = pg_temp.here() and state = 'decided'$$),
	('keep_suspensions', $$select count(*) from data.suspensions where community_id = pg_temp.here() and state = 'over'$$),
	('keep_messages', 'select count(*) from data.messages where community_id = pg_temp.here()'),
	('keep_requests', $$select count(*) from data.requests r join x on x.request_id = r.id join data.matches m on m.id = x.id
	    join data.work_notes w on w.task_id = x.task_id where r.title = 'List' and r.goal = 'g' and m.declared = 'words'$$),
	('keep_accounts', $$select count(*) from data.people p where p.id = (select person_id from x) and p.state = 'active'$$);
create function pg_temp.there(question text) returns bigint language plpgsql as $$
declare
	n bigint;
begin
	execute question into n;
	return n;
end $$;
create function pg_temp.day(n int) returns void language plpgsql as $$
begin
	update data.clock set ahead = make_interval(days => n);
	perform set_config('app.ahead', '', false);
	perform retain();
	while erase_unused() loop
		null;
	end loop;
end $$;
create function pg_temp.around(kind text, question text) returns setof text language plpgsql as $$
declare
	days int := (select r.days from data.retention r where r.kind = around.kind);
begin
	perform pg_temp.day(days - 1);
	return next ok(pg_temp.there(question) = 1, format('%s: there the day before %s days are over', kind, days));
	perform pg_temp.day(days + 1);
	return next ok(pg_temp.there(question) = 0, format('%s: gone the day after', kind));
end $$;
select pg_temp.around(k.kind, k.question) from kinds k join data.retention r on r.kind = k.kind where k.kind <> 'keep_accounts' order by r.days;
select is((select string_agg(r.kind, ' ') from data.retention r where not exists (select from kinds k where k.kind = r.kind)), null,
    'every setting was tried');
select is((select count(*)::int from data.outbox where community_id = pg_temp.here() and kind = 'promise_due'), 1, 'a mail that waits stays');
select is((select r.title from data.requests r join data.tasks t on t.request_id = r.id join live on live.id = t.id), 'List', 'what still runs is left alone');
select is((select string_agg(r.words, '') || (select string_agg(s.state, '') from data.suspensions s where s.community_id = pg_temp.here())
    from data.reports r where r.community_id = pg_temp.here()), 'Sidrunning', 'nor does what is not decided go, or a pause that runs');
select is((select changed from data.handovers h join x on x.id = h.match_id), 'c', 'a handover stays with the group');
select is((select r.title from data.requests r join x on x.request_id = r.id), 'No longer kept.', 'in place of the words it says so');

-- Many messages at once: none is left behind where both periods are over.
create temp table made as select pg_temp.task() as id;
create temp table many as select t.request_id as id from data.tasks t join made using (id);
insert into data.messages (community_id, request_id, author_id, body)
select pg_temp.here(), id, pg_temp.person('Amina'), 'm' || n from many, generate_series(1, 1001) n;
update data.requests set state = 'withdrawn', ended_at = app_now() - interval '800 days' where id = (select id from many);
select retain() \g /dev/null
select is((select r.title || ' ' || (select count(*) from data.messages m where m.request_id = r.id) from data.requests r join many using (id)),
    'No longer kept. 0', 'of 1001 messages none stays when the words go');

-- What is written to it after that, and what an earlier run left there.
insert into data.messages (community_id, request_id, author_id, body, created_at)
select pg_temp.here(), id, pg_temp.person('Amina'), d || ' days', app_now() - make_interval(days => d) from many, unnest(array[365, 367]) d;
select retain() \g /dev/null
select is((select string_agg(m.body, ', ') from data.messages m join many on many.id = m.request_id), '365 days',
    'what is written later goes when its own time is over');
insert into data.limits (key, window_start, tries) values ('pgtap ' || pg_temp.here(), app_now() - interval '3 days', 1);
select forget() \g /dev/null
select is((select count(*) from data.limits where key = 'pgtap ' || pg_temp.here()), 0::bigint, 'what the release before counted goes');

-- Accounts that nobody used: warned first, and a visit begins the time anew.
create function pg_temp.warned(who text) returns bigint language sql as $$
	select count(*) from data.outbox o where o.kind = 'account_unused' and o.person_id = pg_temp.person(who) $$;
update data.outbox set kind = 'seen before' where kind = 'account_unused';
update data.accounts set warned_at = null where community_id = pg_temp.here();
create temp table used as select data.app_now() as at;
update data.accounts set used_at = (select at from used) where community_id = pg_temp.here();
create temp table day0 as select (extract(epoch from ahead) / 86400)::int as n from data.clock;
select pg_temp.day((select n from day0) + 1000 - 31) \g /dev/null
select is(pg_temp.warned('Tom'), 0::bigint, 'an account that was used 969 days ago is left alone');
select pg_temp.day((select n from day0) + 1000 - 29) \g /dev/null
select is(pg_temp.warned('Tom'), 1::bigint, 'at 971 days a mail warns');
select is(pg_temp.warned('Ruth'), 0::bigint, 'a coordinator’s account is never unused');
insert into data.logins (community_id, person_id, token_hash, ends_at, seen_at, created_at)
select pg_temp.here(), pg_temp.person(n), repeat(c, 64), app_now() + interval '90 days', app_now(), app_now()
from (values ('Sid', 'c'), ('Una', 'd'), ('Kay', 'e')) v (n, c);
select pg_temp.day((select n from day0) + 1000) \g /dev/null
select is((select string_agg(p.name, ' ' order by p.id) from data.people p where p.community_id = pg_temp.here() and p.state = 'active'
    and p.name in ('Tom', 'Sid')), 'Tom Sid', 'nobody goes before the 30 days are over');
select is(pg_temp.warned('Tom'), 1::bigint, 'nor is anybody warned twice');
create temp table folk as select id, name from data.people where community_id = pg_temp.here();
select pg_temp.day((select n from day0) + 1000 + 2) \g /dev/null
select is((select string_agg(f.name || ' ' || p.state, ', ' order by p.id) from data.people p join folk f using (id) where f.name in ('Tom', 'Sid', 'Ruth')),
    'Ruth active, Tom erased, Sid active', 'after them the account is erased, and who came in between stays');
-- One a run, and who cannot be erased holds up nobody else.
create function pg_temp.warn(who text) returns void language sql as $$
	update data.accounts set warned_at = app_now() - interval '31 days' where person_id = pg_temp.person(who) $$;
update data.accounts set warned_at = null;
delete from data.logins where person_id in (pg_temp.person('Sid'), pg_temp.person('Una'));
select pg_temp.warn('Sid'), pg_temp.warn('Una') \g /dev/null
create function pg_temp.gone() returns bigint language sql as $$
	select count(*) from data.people p join folk f using (id) where f.name in ('Sid', 'Una') and p.state = 'erased' $$;
select erase_unused() \g /dev/null
select is(pg_temp.gone(), 1::bigint, 'one account a run');
select erase_unused() \g /dev/null
select is(pg_temp.gone(), 2::bigint, 'and the next with the next run');
select is((select looked_at from data.retention where kind = 'keep_accounts'), app_now(), 'accounts were looked through');
update data.accounts set warned_at = null where community_id = pg_temp.here();
delete from data.logins where person_id = pg_temp.person('Kay');
update data.clock set ahead = ahead + interval '59 minutes';
select set_config('app.ahead', '', false) \g /dev/null
select retain() \g /dev/null
select is((select count(warned_at)::int from data.accounts where community_id = pg_temp.here()), 0, 'and are not within the hour');
update data.clock set ahead = ahead + interval '2 minutes';
select set_config('app.ahead', '', false) \g /dev/null
select retain() \g /dev/null
select cmp_ok((select count(warned_at)::int from data.accounts where community_id = pg_temp.here()), '>', 0, 'but after it');
update data.retention set days = 0 where kind = 'keep_accounts';
select pg_temp.day((select n from day0) + 9000) \g /dev/null
select is((select state from data.people where id = (select id from folk where name = 'Kay')), 'active', '0 days: never');

select ok(has_function_privilege('nocape_steward', 'retain()', 'execute') and has_function_privilege('nocape_steward', 'erase_unused()', 'execute')
    and not has_function_privilege('nocape_web', 'erase_unused()', 'execute') and not has_function_privilege('nocape_web', 'retain()', 'execute'),
    'the steward may, the web may not');

select * from finish();
rollback;
