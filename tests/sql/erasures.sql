-- Erase me: a word in every column that can hold a person's data, and none of
-- it anywhere after the erase but where the classification says that it stays.
begin;
\ir ../lib/match.sql
select no_plan();

-- Tom has something in every table that leads to a person; what the demo of
-- these tests does not make is made here, and a table without a row fails.
create temp table ref as select pg_temp.match('Tom') as m;
create temp table x as select m.* from data.matches m, ref where m.ref = ref.m;
update data.people set name = 'Tom Canary-Name' where id = pg_temp.person('Tom');
create function pg_temp.tom() returns bigint language sql as $$ select person_id from x $$;
insert into data.memberships (group_id, person_id, community_id) values (pg_temp.grp('Food bank'), pg_temp.tom(), pg_temp.here());
insert into data.logins (community_id, person_id, token_hash, ends_at) values (pg_temp.here(), pg_temp.tom(), repeat('a', 64), app_now() + interval '1 day');
insert into data.sign_ins (community_id, person_id, address, browser_hash, code_hash, ends_at)
values (pg_temp.here(), pg_temp.tom(), 'tom@pgtap.example', 'b', 'c', app_now());
insert into data.operations (community_id, person_id, operation, body_hash) values (pg_temp.here(), pg_temp.tom(), repeat('a', 32), 'x');
insert into data.member_invitations (community_id, group_id, address, invited_by)
values (pg_temp.here(), pg_temp.grp('Others'), 'tom@pgtap.example', pg_temp.person('Gus'));
insert into data.volunteer_skills (person_id, community_id, skill) values (pg_temp.tom(), pg_temp.here(), 'wifi') on conflict do nothing;
insert into data.credentials (community_id, person_id, kind, title) values (pg_temp.here(), pg_temp.tom(), 'degree', 't');
insert into data.requests (community_id, group_id, asked_by) values (pg_temp.here(), pg_temp.grp('Food bank'), pg_temp.tom());
insert into data.questions (community_id, request_id, asked_by, body, answer, answered_by, answered_at)
select pg_temp.here(), max(r.id), pg_temp.person('Ruth'), 'q', 'a', pg_temp.tom(), app_now() from data.requests r where r.asked_by = pg_temp.tom();
create temp table t as select pg_temp.task() as id;
insert into data.claims (community_id, task_id, person_id, seat, place, read_story) select pg_temp.here(), id, pg_temp.tom(), 'lead', 1, true from t;
create temp table t2 as select pg_temp.task() as id;
insert into data.invitations (community_id, task_id, person_id, seat, invited_by)
select pg_temp.here(), id, pg_temp.tom(), 'lead', pg_temp.person('Ruth') from t2;
insert into data.appointments (community_id, match_id, state, starts_at, ends_at, how, proposed_by, there)
select pg_temp.here(), id, 'fixed', app_now() + interval '1 day', app_now() + interval '25 hours', 'phone', person_id, pg_temp.person('Amina') from x;
insert into data.bookings (appointment_id, person_id, community_id, during)
select a.id, p, pg_temp.here(), tstzrange(a.starts_at, a.ends_at) from data.appointments a join x on x.id = a.match_id,
    unnest(array[pg_temp.tom(), pg_temp.person('Amina')]) p;
update data.matches set state = 'scheduled' where id = (select id from x);
insert into data.messages (community_id, request_id, match_id, author_id, body) select pg_temp.here(), request_id, id, person_id, 'm' from x;
insert into data.work_notes (community_id, task_id, match_id, author_id, body) select pg_temp.here(), task_id, id, person_id, 'n' from x;
insert into data.contact_views (community_id, match_id, person_id, of_id, what) select pg_temp.here(), id, person_id, pg_temp.person('Amina'), 'address' from x;
insert into data.handovers (match_id, community_id, changed, lives, access, undo, renews) select id, pg_temp.here(), 'c', 'l', 'a', 'u', 'r' from x;
insert into data.feedback (match_id, side, community_id, author_id, worked, respected, again, minutes)
select id, 'volunteer', pg_temp.here(), person_id, 'yes', 'yes', 'yes', 5 from x;
insert into data.outcomes (request_id, after_days, community_id, answered_by) select request_id, 0, pg_temp.here(), person_id from x;
insert into data.desk_notes (community_id, kind, subject_id, author_id, body) values (pg_temp.here(), 'person', pg_temp.tom(), pg_temp.person('Ruth'), 'b');
insert into data.promises (community_id, kind, person_id, due_on) values (pg_temp.here(), 'handover', pg_temp.tom(), app_now()::date);
insert into data.audit (community_id, person_id, role, deed, kind) values (pg_temp.here(), pg_temp.tom(), 'member', 'd', 'k');
insert into data.outbox (community_id, kind, person_id) values (pg_temp.here(), 'message_new', pg_temp.tom());
insert into data.outbox (community_id, kind, address) values (pg_temp.here(), 'member_invited', 'tom@pgtap.example');
insert into data.demo_mails (outbox_id, community_id, recipient, subject, body)
select max(id), pg_temp.here(), 'tom@pgtap.example', 's', 'b' from data.outbox where person_id = pg_temp.tom();
insert into data.exports (community_id, person_id, state, made_at, ends_at, archive) values (pg_temp.here(), pg_temp.tom(), 'made', app_now(), app_now(), 'a');
insert into data.reports (community_id, author_id, request_id, kind, words, way, look_by) select pg_temp.here(), person_id, request_id, 'other', 'w', 'desk', app_now()::date from x;
\ir ../lib/privacy.sql

-- One word a column, in the rows that lead to Tom; the address stays what it
-- is found by.
create temp table planted (tbl text, col text, erase text, word text, rows_ int);
create function pg_temp.plant() returns void language plpgsql as $$
declare
	c record;
	n int;
	i int := 0;
begin
	for c in select * from privacy_columns() k where k.kind = 'person' order by k.tbl, k.place loop
		i := i + 1;
		if c.sealed is not null then
			execute format('update data.%I x set vault = coalesce(nullif(vault, ''''), md5(''%s'')), %I = pg_temp.sealed(''canary%s'') where %s',
			    c.tbl, c.tbl || i, c.col, i, privacy_where(c.of_)) using pg_temp.tom(), 'tom@pgtap.example';
			get diagnostics n = row_count;
			insert into planted values (c.tbl, c.col, c.erase, 'canary' || i || '\M', n);
			continue;
		end if;
		begin
			execute format('update data.%I x set %I = %s where %s', c.tbl, c.col, case c.type
			    when 'citext' then format('''canary%s@pgtap.example''', i) when 'jsonb' then format('''{"word": "canary%s"}''', i)
			    else format('''canary%s of Tom Canary-Name''', i) end, privacy_where(c.of_))
			using pg_temp.tom(), 'tom@pgtap.example';
			get diagnostics n = row_count;
			if c.type = 'citext' and (c.tbl = 'accounts' or c.of_ like '%as address%') then
				execute format('update data.%I x set %I = ''tom@pgtap.example'' where %2$I = ''canary%s@pgtap.example''', c.tbl, c.col, i);
			end if;
		exception when check_violation then
			execute format('update data.%I x set %I = ''canary%s'' where %s', c.tbl, c.col, i, privacy_where(c.of_))
			using pg_temp.tom(), 'tom@pgtap.example';
			get diagnostics n = row_count;
		end;
		insert into planted values (c.tbl, c.col, c.erase, case when c.type = 'citext' and (c.tbl = 'accounts' or c.of_ like '%as address%') then 'tom@pgtap.example' else 'canary' || i || '\M' end, n);
	end loop;
end $$;
select pg_temp.plant() \g /dev/null
update data.people set name = 'Tom Canary-Name' where id = pg_temp.tom();
update planted set word = 'Tom Canary-Name' where tbl = 'people';
select is(string_agg(tbl || '.' || col, ' '), null, format('a word stands in each of %s columns', count(*)))
from planted where rows_ = 0;
select is(string_agg(distinct k.tbl, ' '), null, 'and Tom has a row in every table that leads to a person')
from privacy_columns() k where k.rows_of is not null and not exists (select from planted p where p.tbl = k.tbl and p.rows_ > 0)
and k.tbl in (select tbl from planted);

-- Where a word stands in the whole database.
create function pg_temp.found(word text) returns text language plpgsql as $$
declare
	t text;
	any_ bool;
	list text[] := '{}';
begin
	for t in select c.relname from pg_class c where c.relnamespace = 'data'::regnamespace and c.relkind = 'r' order by 1 loop
		execute format('select exists (select from data.%I x where x::text ~* $1)', t) into any_ using word;
		list := list || case when any_ then t end;
	end loop;
	return nullif(array_to_string(list, ' '), '');
end $$;
select is(string_agg(p.tbl || '.' || p.col, ' '), null, 'the search finds each of them') from planted p
where coalesce(pg_temp.found(p.word), '') !~ ('\m' || p.tbl || '\M');

-- The archive holds each of them, and nothing that is somebody else's.
update data.people set name = 'Joan Else' where id = pg_temp.person('Joan');
create temp table mine as select * from archive(pg_temp.here(), pg_temp.tom());
select is(string_agg(p.tbl || '.' || p.col, E'\n'), null, 'each of them is in the archive') from planted p
where not exists (select from mine m where m.tbl = p.tbl and m.col = p.col and (m.sealed or m.value ~* p.word));
select is(string_agg(distinct m.tbl, ' '), null, 'and nothing of anybody else') from mine m
where m.value ~ 'Joan|Amina|Ruth|amina@|ruth@|joan@';
select is(string_agg(distinct k.tbl, ' '), null, 'and every table that leads to a person') from privacy_columns() k
where k.rows_of is not null and k.tbl <> 'coordinators' and k.kind in ('person', 'fact') and not exists (select from mine m where m.tbl = k.tbl);
-- Taken off the group, he gets no street and no notes of it any more.
update data.memberships set left_at = app_now() where person_id = pg_temp.tom();
select is((select count(*)::int from archive(pg_temp.here(), pg_temp.tom()) a where a.tbl = 'groups'), 0, 'nothing of a group that he left');
select is((select count(*)::int from archive(pg_temp.here(), pg_temp.tom()) a where a.tbl = 'memberships' and a.col = 'left_at'), 1,
    'but that he was in it');
update data.memberships set left_at = null where person_id = pg_temp.tom();
create temp table before as select o.person_id, count(*) as n from data.outbox o where o.community_id = pg_temp.here() group by 1;
create temp table typed as select s.vault from data.sign_ins s where s.address = 'tom@pgtap.example';
delete from data.keys_to_destroy;
select ok(person_erase((select ref from data.people where id = pg_temp.tom())), 'Tom is erased');
select is((select array_agg(k.noted) from data.keys_to_destroy k join typed on typed.vault = k.subject), '{f}',
    'the key of a number that was typed with a code goes too');
select is((select count(*)::int from data.keys_to_destroy k where k.noted), 1, 'and his own, which is noted');
select is(string_agg(p.tbl || '.' || p.col || ' in ' || pg_temp.found(p.word), E'\n'), null, 'and nothing that should go is left')
from planted p where p.erase not like 'kept%' and p.tbl <> 'people' and pg_temp.found(p.word) is not null;
select is(string_agg(p.tbl || '.' || p.col, E'\n'), null, 'what stays with a reason is there')
from planted p where p.erase like 'kept%' and coalesce(pg_temp.found(p.word), '') !~ ('\m' || p.tbl || '\M');
select is(pg_temp.found('Tom Canary-Name'), 'groups tasks',
    'his name stands nowhere but in what the group itself is called');
select is(pg_temp.found('tom@pgtap.example'), null, 'nor his address');
select is((select state || ' ' || name from data.people where id = pg_temp.tom()), 'erased Somebody who left', 'a neutral word is there');
select is((select state from data.matches where id = (select id from x)), 'released', 'his help has ended');
select is((select state from data.claims where person_id = pg_temp.tom()), 'withdrawn', 'his offer');
select is((select state from data.invitations where person_id = pg_temp.tom()), 'declined', 'what he was asked');
select is((select state from data.appointments where match_id = (select id from x)), 'cancelled', 'the appointment is off');
select ok((select left_at is not null from data.memberships where person_id = pg_temp.tom()), 'he is out of the group');
select cmp_ok((select count(*) from data.outbox where person_id = pg_temp.person('Amina')), '>',
    coalesce((select n from before where person_id = pg_temp.person('Amina')), 0), 'and Amina, who was to meet him, hears of it');
select is((select body from data.messages where author_id = pg_temp.tom()), 'Whoever wrote this has left, and took the words along.',
    'a sentence stands where he wrote');
select is((select count(*)::int from data.audit where deed = 'person_erase' and subject_id = pg_temp.tom()), 1, 'the trail tells it');
select ok(not person_erase((select ref from data.people where id = pg_temp.tom())), 'a second time nothing is left to do');

-- The last of a group: it is closed, and its words go too.
select pg_temp.i_am('Gus') \g /dev/null
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure)
values (pg_temp.here(), pg_temp.grp('Others'), pg_temp.person('Gus'), 'open', 'canaryG1', 'canaryG2', 't', 'h', 'a', 's', 'u', 'here', 'soon', 'm');
update data.groups set name = 'canaryG3', does = 'canaryG4', street = 'canaryG5' where id = pg_temp.grp('Others');
create temp table gus as select pg_temp.person('Gus') as id;
select ok(person_erase((select p.ref from data.people p, gus where p.id = gus.id)), 'Gus, the only one of his group, is erased');
select is(pg_temp.found('canaryG'), null, 'and nothing of the group is left');
select is((select r.state from data.requests r, gus where r.asked_by = gus.id), 'withdrawn', 'its request is withdrawn');

-- The last of a group who can come in: who is paused keeps it.
savepoint two_left;
update data.people set state = 'suspended' where community_id = pg_temp.here() and name like 'Joan%';
update data.groups set name = 'Food bank' where id = (select group_id from x);
select pg_temp.task() \g /dev/null
select pg_temp.match('Una') as una \gset
insert into data.appointments (community_id, match_id, state, starts_at, ends_at, how, proposed_by, there)
select pg_temp.here(), m.id, 'fixed', app_now() - interval '2 hours', app_now() - interval '1 hour', 'phone', m.person_id, pg_temp.person('Amina')
from data.matches m where m.ref = :'una' returning id as met \gset
insert into data.bookings (appointment_id, person_id, community_id, during)
select a.id, a.there, a.community_id, tstzrange(a.starts_at, a.ends_at) from data.appointments a where a.id = :met;
create temp table amina as select pg_temp.person('Amina') as id;
select ok(person_erase((select p.ref from data.people p, amina where p.id = amina.id)), 'Amina, whose colleague is paused, is erased');
select is((select state from data.appointments where id = :met), 'fixed', 'what took place is not called off');
select is((select name from data.groups where id = pg_temp.grp('Food bank')), 'Food bank', 'the group stays');
select cmp_ok((select count(*) from data.requests where group_id = pg_temp.grp('Food bank') and state = 'open'), '>', 0::bigint, 'with what it asks for');
select is((select count(*) from data.memberships m, amina where m.person_id = amina.id and m.left_at is null), 0::bigint, 'she is out');
select is(pg_temp.mails('group_leaving'), 'Ruth', 'and the desk looks for somebody');
rollback to two_left;

-- The last coordinator stays.
select pg_temp.i_am('Ruth') \g /dev/null
select throws_ok($$select erasures_new('b')$$, '23514', 'erasures_last_coordinator', 'the last coordinator cannot');
insert into data.coordinators (person_id, community_id) values (pg_temp.person('Kay'), pg_temp.here());
select is((select answer from erasures_new('b')), 'done', 'but with another one she can');
select ok((select count(*) = 1 from data.coordinators where community_id = pg_temp.here()), 'who then is the only one');

-- The key of an archive is destroyed when who fetches it had the time to open it.
\set doomed `cat sql/keys/doomed.sql`
create view pg_temp.doomed as :doomed
create function pg_temp.archive_doomed(since timestamptz) returns bool language plpgsql as $$
begin
	delete from data.keys_to_destroy;
	insert into data.keys_to_destroy (subject, noted, since) values (repeat('a', 32), false, archive_doomed.since);
	return exists (select from pg_temp.doomed);
end $$;
select ok(not pg_temp.archive_doomed(app_now()), 'not as it is handed out');
select ok(pg_temp.archive_doomed(app_now() - interval '6 seconds'), 'but soon after');
select ok(pg_temp.archive_doomed(app_now() + interval '1 day'), 'also when a clock was moved back');
delete from data.keys_to_destroy;
insert into data.keys_to_destroy (subject) values (repeat('b', 32));
select is((select string_agg(subject, ' ') from pg_temp.doomed), repeat('b', 32), 'a person''s at once');

-- Constraints and states.
select throws_like($$insert into data.keys_to_destroy values ('k')$$, '%keys_to_destroy_subject_form%', 'a key''s name has a form');
insert into data.exports (community_id, person_id) values (pg_temp.here(), pg_temp.person('Amina'));
select throws_ok($$insert into data.exports (community_id, person_id) values (pg_temp.here(), pg_temp.person('Amina'))$$, '23505', null, 'one archive at a time');
select throws_ok($$update data.exports set state = 'taken', made_at = app_now(), ends_at = app_now()$$, '23514', null, 'asked, then taken: it was not made');
select throws_ok($$update data.exports set state = 'asked?'$$, '23514', null, 'no such state');
select throws_ok($$update data.exports set archive = 'a'$$, '23514', null, 'an archive while it is made, and no longer');
select throws_ok($$update data.exports set state = 'made', archive = 'a'$$, '23514', null, 'made says until when');
select lives_ok($$update data.exports set state = 'made', archive = 'a', made_at = app_now(), ends_at = app_now()$$, 'asked, made');
select lives_ok($$update data.exports set state = 'taken', archive = null$$, 'taken');
select throws_ok($$update data.exports set state = 'expired'$$, '23514', null, 'and that is the end');
insert into data.exports (community_id, person_id) values (pg_temp.here(), pg_temp.person('Amina'));
create function pg_temp.next() returns text language plpgsql as $$
begin
	return (select p.name from exports_next() n join data.people p on p.id = n.person_id where n.community_id = pg_temp.here());
end $$;
update data.exports set state = 'expired' where state = 'asked' and community_id <> pg_temp.here();
insert into data.exports (community_id, person_id, asked_at) values (pg_temp.here(), pg_temp.person('Joan Else'), app_now() - interval '1 minute');
select is(pg_temp.next(), 'Joan Else', 'who waits longest comes first');
select exports_later(pg_temp.here(), (select id from data.exports where person_id = pg_temp.person('Joan Else'))) \g /dev/null
select is(pg_temp.next(), 'Amina', 'but holds up nobody when it cannot be made');
update data.clock set ahead = ahead + interval '2 minutes';
select set_config('app.ahead', '', false) \g /dev/null
select is(pg_temp.next(), 'Joan Else', 'and is tried again');
select lives_ok($$update data.exports set state = 'expired' where state = 'asked'$$, 'asked, expired');
insert into data.exports (community_id, person_id, state, made_at, ends_at, archive)
values (pg_temp.here(), pg_temp.person('Amina'), 'made', app_now(), app_now(), 'a');
select lives_ok($$update data.exports set state = 'expired', archive = null where state = 'made'$$, 'made, expired');

select * from finish();
rollback;
