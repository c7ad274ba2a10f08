-- Signing in: what a code is good for, who gets a mail, what is counted, and
-- every named constraint of it.
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
begin;
set local client_min_messages = warning;
create extension if not exists pgtap with schema public;
select no_plan();

-- ---- people ------------------------------------------------------------------
insert into data.communities (key, name) values ('sigtest', 'Sign-in test'), ('sigelse', 'Elsewhere');
\ir ../lib/sealed.sql
create function pg_temp.at(key text) returns bigint language sql as $$ select id from data.communities c where c.key = at.key $$;
create function pg_temp.person(name text, key text default 'sigtest') returns bigint language sql as $$
	with p as (insert into data.people (community_id, name) values (pg_temp.at(key), person.name) returning id)
	insert into data.accounts (person_id, community_id, address, password_hash)
	select id, pg_temp.at(key), lower(person.name) || '@sig.example', 'hash of ' || lower(name) from p returning person_id $$;
create function pg_temp.who(name text, key text default 'sigtest') returns bigint language sql as $$
	select max(id) from data.people p where p.name = who.name and p.community_id = pg_temp.at(key) $$;
select pg_temp.person(n) from unnest('{Amina,Ruth,Tom,Sid,Una}'::text[]) n \g /dev/null
select pg_temp.person('Eve', 'sigelse') \g /dev/null
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Ruth'), pg_temp.at('sigtest'));
insert into data.volunteers (person_id, community_id) values (pg_temp.who('Tom'), pg_temp.at('sigtest'));
insert into data.groups (community_id, name, does) values (pg_temp.at('sigtest'), 'Sign-in test group', 'Food');
insert into data.memberships (group_id, person_id, community_id)
select g.id, pg_temp.who('Amina'), g.community_id from data.groups g where g.name = 'Sign-in test group';
update data.people set state = 'suspended' where id = pg_temp.who('Sid');

create function pg_temp.guest(key text default 'sigtest') returns void language sql as $$ select visit_as(pg_temp.at(key), null) $$;
select pg_temp.guest() \g /dev/null
-- Asks for a code; its ref.
create function pg_temp.asks(address text, name text default '', browser text default 'firefox', next text default '',
    client text default 'home') returns text language sql as $$
	select ref from sign_ins_new(address, name, case when name = '' then '' else md5(random()::text) end, case when name = '' then '' else pg_temp.sealed('01632 960001') end, browser, next, client) $$;
create function pg_temp.mailed(ref text) returns text language sql as $$
	select o.kind || ' ' || coalesce(o.address::text, p.name) from data.outbox o left join data.people p on p.id = o.person_id
	where o.about ->> 'sign_in' = mailed.ref $$;
create function pg_temp.code(ref text) returns text language sql as $$ select secret from data.outbox o where o.about ->> 'sign_in' = ref $$;
create function pg_temp.token() returns text language sql volatile as $$
	select encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex') $$;
create function pg_temp.lasts() returns int[] language sql as $$ select array[90, 30, 7, 12] $$;
-- Enters with a code: where it leads, or which sentence refuses it.
create function pg_temp.enters(ref text, code text, browser text default 'firefox') returns text language plpgsql as $$
declare
	broke text;
begin
	return (select e.answer || ' ' || e.ref from sign_ins_enter(enters.ref, code, browser, pg_temp.token(), 'Firefox on Linux', pg_temp.lasts()) e);
exception when check_violation or unique_violation then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;
create function pg_temp.breaks(statement text) returns text language plpgsql as $$
declare
	broke text;
begin
	execute statement;
	return 'nothing';
exception when check_violation or unique_violation then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;

-- ---- who gets a mail -----------------------------------------------------------
select pg_temp.asks('AMINA@sig.example') as amina \gset
select is(pg_temp.mailed(:'amina'), 'sign_in Amina', 'a known address gets a code, however it is written');
select matches(pg_temp.code(:'amina'), '^[0-9]{8}$', 'of eight digits');
select isnt(pg_temp.code(:'amina'), (select code_hash from data.sign_ins where ref = :'amina'), 'of which a hash is kept');
select pg_temp.asks('nobody@sig.example') as nobody \gset
select is(pg_temp.mailed(:'nobody'), null, 'an unknown one gets no mail');
select is((select count(*) from data.sign_ins where ref = :'nobody'), 1::bigint, 'and a page all the same');
select is(pg_temp.mailed(pg_temp.asks('sid@sig.example')), 'sign_in Sid', 'somebody suspended one like everybody');
select is(pg_temp.mailed(pg_temp.asks('eve@sig.example')), null, 'nor does somebody of the next community');
select pg_temp.asks('new@sig.example', 'Newt') as newt \gset
select is(pg_temp.mailed(:'newt'), 'sign_up new@sig.example', 'who signs up gets a welcome');
select pg_temp.asks('tom@sig.example', 'Tim') as tim \gset
select is(pg_temp.mailed(:'tim'), 'sign_in Tom', 'who has an account gets a code for it');
select is((select about ->> 'again' from data.outbox where about ->> 'sign_in' = :'tim'), 'true', 'that says so');
insert into data.member_invitations (community_id, group_id, address, invited_by)
select g.community_id, g.id, 'Joan.F@sig.example', pg_temp.who('Amina') from data.groups g where g.name = 'Sign-in test group';
select pg_temp.asks('joan.f@sig.example') as joan \gset
select is(pg_temp.mailed(:'joan'), 'sign_up joan.f@sig.example', 'whom a group asked for gets a welcome without a name');

-- ---- what a code is good for ----------------------------------------------------
select is(sign_ins_try(:'amina', 'none', 'firefox'), 'wrong', 'a wrong code');
select is(sign_ins_try(:'amina', pg_temp.code(:'amina'), 'chrome'), 'other', 'the right one in another browser');
select is(pg_temp.enters(:'amina', pg_temp.code(:'amina'), 'chrome'), 'sign_ins_code_spent', 'opens nothing there');
select is(pg_temp.enters(:'amina', null), 'sign_ins_code_spent', 'nor does no code at all');
select is((select tries from data.sign_ins where ref = :'amina'), 1, 'only the wrong code was counted');
select is(sign_ins_try(:'amina', pg_temp.code(:'amina'), 'firefox'), 'go', 'the right one in the browser that asked');
select is(pg_temp.enters(:'amina', pg_temp.code(:'amina')), 'done /requests', 'lets her in, to her group’s requests');
select is(sign_ins_try(:'amina', pg_temp.code(:'amina'), 'firefox'), 'go', 'once more, the deed decides');
select is(pg_temp.enters(:'amina', pg_temp.code(:'amina')), 'sign_ins_code_spent', 'and refuses: once is enough');
select is((select array[count(*)::text, min(browser), min(idle)::text, min(ends_at - created_at)::text] from data.logins
	where person_id = pg_temp.who('Amina')), '{1,"Firefox on Linux","30 days","90 days"}', 'one login, named, for the days of a member');
select is((select count(*) from data.audit where deed = 'logins_new' and person_id = pg_temp.who('Amina')), 1::bigint, 'it is in the trail');
select is(me(), null, 'and the visit is still nobody’s, as its operation is');
select is(pg_temp.enters('NC-0000-00', '1'), 'sign_ins_code_spent', 'a code for nothing opens nothing');
select is(sign_ins_try('NC-0000-00', '1', 'firefox'), 'other', 'and is not tried');

select pg_temp.asks('amina@sig.example') as five \gset
select is((select string_agg(sign_ins_try(:'five', n::text, 'firefox'), ' ') from generate_series(1, 5) n), 'wrong wrong wrong wrong wrong',
	'five wrong codes');
select is(pg_temp.enters(:'five', pg_temp.code(:'five')), 'sign_ins_code_spent', 'then the right one is too late');
select is(sign_ins_try(:'five', '6', 'firefox'), 'go', 'and no more are counted');
select is((select tries from data.sign_ins where ref = :'five'), 5, 'than five');
select pg_temp.asks('amina@sig.example') as late \gset
update data.clock set ahead = ahead + interval '10 minutes 1 second';
select is(pg_temp.enters(:'late', pg_temp.code(:'late')), 'sign_ins_code_spent', 'ten minutes are over');
select is((select array[open, own] from sign_in_state(:'late', 'firefox')), '{f,t}', 'as its page says');
select pg_temp.asks('amina@sig.example') as fresh \gset
select is((select array[open, own] from sign_in_state(:'fresh', 'chrome')), '{t,f}',
	'a fresh one is open, and another browser’s');
select is((select count(*) from sign_in_state('NC-0000-00', 'chrome')), 0::bigint, 'what is not there has no page');
select pg_temp.guest('sigelse') \g /dev/null
select is((select count(*) from sign_in_state(:'late', 'firefox')), 0::bigint, 'nor has another community’s');
select pg_temp.guest() \g /dev/null

-- ---- somebody new -----------------------------------------------------------------
select pg_temp.asks('wei@sig.example', '李伟', 'firefox', '/volunteer') as wei \gset
select is(pg_temp.enters(:'wei', pg_temp.code(:'wei')), 'done /volunteer', 'somebody new goes where they were going');
select is((select a.address || ' ' || p.state from data.accounts a join data.people p on p.id = a.person_id where p.id = pg_temp.who('李伟')),
	'wei@sig.example active', 'and has an account');
select is((select name || phone || vault from data.sign_ins where ref = :'wei'), '', 'nothing of it stays with the code');
select is((select phone from data.accounts where person_id = pg_temp.who('李伟') and vault <> ''), pg_temp.sealed('01632 960001'), 'the number and its key are the account''s');
select is((select string_agg(deed, ' ' order by id) from data.audit where person_id = pg_temp.who('李伟')), 'people_new logins_new', 'both are in the trail');
select pg_temp.asks('twice@sig.example', 'One') as one, pg_temp.asks('twice@sig.example', 'Two', 'chrome') as two \gset
select is(pg_temp.enters(:'one', pg_temp.code(:'one')), 'done /me', 'who signs up twice');
select is(pg_temp.enters(:'two', pg_temp.code(:'two'), 'chrome'), 'done /me', 'in two browsers');
select is((select count(*) from data.accounts where address = 'twice@sig.example'), 1::bigint, 'has one account');
select is(pg_temp.who('Two'), null, 'under the first name');
select is(pg_temp.enters(:'joan', pg_temp.code(:'joan')), 'sign_ins_code_spent', 'the code of the one who was asked for is old by now');
select pg_temp.asks('joan.f@sig.example') as joan \gset
select is(pg_temp.enters(:'joan', pg_temp.code(:'joan')), 'done /me', 'a fresh one lets her in');
select isnt(pg_temp.who('joan.f'), null, 'with the first half of the address for a name');
update data.sign_ins set code_hash = code_hash(ref, '12345678'), ends_at = app_now() + interval '1 minute' where ref = :'nobody';
select is(pg_temp.enters(:'nobody', '12345678'), 'sign_ins_code_spent', 'a guessed code makes no account for who gave no name');
select pg_temp.asks('sid@sig.example', 'Sid II') as sid \gset
select is(pg_temp.enters(:'sid', pg_temp.code(:'sid')), 'done /me', 'somebody suspended signs in, to be told so');
select is(pg_temp.who('Sid II'), null, 'and does not begin again');

-- ---- where it leads -----------------------------------------------------------------
select is(home_of(pg_temp.who('Ruth')), '/desk', 'a coordinator goes to the desk');
select is(home_of(pg_temp.who('Tom')), '/help', 'a volunteer to what they help with');
select is(home_of(pg_temp.who('Una')), '/me', 'others to their page');
select pg_temp.asks('ruth@sig.example') as ruth \gset
select is(pg_temp.enters(:'ruth', pg_temp.code(:'ruth')), 'done /second-factor?next=/desk', 'Ruth signs in, by way of her second step');
select is((select array[idle::text, (ends_at - created_at)::text] from data.logins where person_id = pg_temp.who('Ruth')), '{12:00:00,"7 days"}',
	'for the hours of a coordinator');

-- ---- by password -----------------------------------------------------------------
create function pg_temp.by_password(address text, hash text, next text default '') returns text language plpgsql as $$
declare
	broke text;
begin
	return (select e.answer || ' ' || e.ref from sign_ins_password(address, hash, 'firefox', 'work', pg_temp.token(), 'Chrome', next, pg_temp.lasts()) e);
exception when check_violation then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;
select is(sign_ins_seen('Amina@sig.example', 'firefox', 'work'), 'hash of amina', 'the hash to compare with');
select matches(sign_ins_seen('nobody@sig.example', 'firefox', 'work'), '^\$argon2id\$v=19\$m=65536,t=3,p=1\$', 'of nobody one that takes as long');
select is(sign_ins_seen('sid@sig.example', 'firefox', 'work'), 'hash of sid', 'somebody suspended is like everybody');
select is(sign_ins_seen('joan.f@sig.example', 'firefox', 'work'), sign_ins_seen('nobody@sig.example', 'firefox', 'work'),
	'and so is who has no password');
select is(pg_temp.by_password('amina@sig.example', 'hash of amina'), 'done /requests', 'it fits: in');
select is(pg_temp.by_password('amina@sig.example', 'hash of amina', '/me'), 'done /me', 'to where she was going');
select is((select tries from data.tries where key = encode(sha256(convert_to(here() || ' passwords from work', 'UTF8')), 'hex')), 2,
	'of five tries nobody''s two: who has been signed in here before is counted apart');
select is(array(select browser_hash from data.known_browsers k join data.accounts a using (person_id) where a.address = 'amina@sig.example' order by 1),
	'{firefox}', 'her browser is known from now on');
select is(pg_temp.by_password('amina@sig.example', 'older hash'), 'sign_ins_password_changed', 'it was changed meanwhile: not in');
select is(pg_temp.by_password('sid@sig.example', 'hash of sid'), 'done /me', 'suspended: in, to be told so');
select is(pg_temp.by_password('eve@sig.example', 'hash of eve'), 'sign_ins_password_changed', 'of the next community: not in');

-- ---- counted -------------------------------------------------------------------
create function pg_temp.too_many(statement text) returns bool language plpgsql as $$
begin
	execute statement;
	return false;
exception when sqlstate 'NC429' then
	return true;
end $$;
update data.clock set ahead = ahead + interval '1 day';
-- Seconds to wait, 0 when it is answered; with patience the clock moves on by them.
create function pg_temp.waits(statement text, patience bool default false) returns int language plpgsql as $$
declare
	seconds text;
begin
	execute statement;
	return 0;
exception when sqlstate 'NC429' then
	get stacked diagnostics seconds = pg_exception_detail;
	if patience then
		update data.clock set ahead = ahead + make_interval(secs => seconds::int);
	end if;
	return seconds;
end $$;
create function pg_temp.all_waits(statement text, times int) returns text language sql as $$
	select string_agg(w::text, ' ' order by n) from (select n, pg_temp.waits(format(statement, n), true) as w
	    from generate_series(1, times) n) x where w > 0 $$;
\set own 'select sign_ins_seen(''una@sig.example'', ''b%1$s'', ''c%1$s'')'
select is(pg_temp.all_waits(:'own', 10), null, 'ten tries at a password');
select is(pg_temp.all_waits(:'own', 20), '1 2 4 8 16 32 64 128 256 512', 'then each waits longer, from wherever it comes');
select is(pg_temp.all_waits(:'own', 7), '900 900 900', 'a quarter of an hour at most');
select is(pg_temp.waits($$select sign_ins_seen('UNA@sig.example', 'b26', 'c26')$$), 0, 'after the hour it begins anew');
\set place 'select sign_ins_seen(''x%1$s@sig.example'', ''b'', ''one'')'
select is(pg_temp.all_waits(:'place', 10), null, 'of one place ten');
select is(pg_temp.all_waits(:'place', 18), '1 2 4 8 16 32 60 60 60', 'then each waits longer, a minute at most');
update data.clock set ahead = ahead + interval '2 hours';
select is((select count(*) from generate_series(1, 5) n where pg_temp.asks('amina@sig.example', '', 'stranger', '', 'a' || n) is null), 0::bigint,
	'a stranger asks for five codes for Amina');
select is(pg_temp.waits($$select pg_temp.asks('amina@sig.example', '', 'stranger', '', 'a6')$$), 600, 'not for a sixth within ten minutes');
select ok(pg_temp.too_many($$select pg_temp.asks('Amina@sig.example', '', 'other stranger', '', 'a7')$$), 'in no other browser either');
select ok(not pg_temp.too_many($$select pg_temp.asks('amina@sig.example')$$), 'she can, where she has been signed in before');
select is((select count(*) from generate_series(1, 10) n where sign_ins_seen('amina@sig.example', 's' || n, 's' || n) is null), 0::bigint, 'and while strangers guess');
select ok(pg_temp.too_many($$select sign_ins_seen('amina@sig.example', 's26', 's26')$$), 'until they may no more');
select is(sign_ins_seen('amina@sig.example', 'firefox', 'home'), 'hash of amina', 'her own browser is not counted with theirs');
\set flat 'select pg_temp.asks(''y%1$s@sig.example'', '''', ''b'', '''', ''flat'')'
select is(pg_temp.all_waits(:'flat', 10), null, 'ten codes from one place');
select is(pg_temp.waits(format(:'flat', 11)), 1, 'then each waits longer');
select is((select count(*) from data.tries where key !~ '^[0-9a-f]{64}$'), 0::bigint, 'what is counted is counted under a hash');

-- ---- forgotten ---------------------------------------------------------------------
create function pg_temp.keeps(browser text, client text) returns bool language sql as $$ select keep_form(browser, '/me', 'name=Una', client) $$;
select is((select count(*) from generate_series(1, 51) n where pg_temp.keeps('kept' || n, 'flat')), 50::bigint, 'of forms kept from one place fifty');
select is(pg_temp.keeps('kept0', 'home'), true, 'from another there are more');
select is((select body from kept_form('kept0')), 'name=Una', 'a form is there in its browser');
update data.clock set ahead = ahead + interval '59 minutes';
select forget() \g /dev/null
select pg_temp.guest() \g /dev/null
select is((select body from kept_form('kept0')), 'name=Una', 'for an hour');
update data.clock set ahead = ahead + interval '2 minutes';
select is((select body from kept_form('kept0')), null, 'not longer');
select forget() \g /dev/null
select is((select count(*) from data.kept_forms where body = 'name=Una'), 0::bigint, 'then nothing of it is left');
update data.clock set ahead = ahead + interval '2 days';
select forget() \g /dev/null
select pg_temp.guest() \g /dev/null
select is((select count(*) from data.sign_ins where ref in (:'nobody', :'late')), 0::bigint, 'codes that nobody used are forgotten');
select is((select count(*) from data.sign_ins where ref = :'amina'), 1::bigint, 'those that were used are not');
select is((select count(*) from data.tries where ends_at < app_now() - interval '1 day'), 0::bigint, 'old counts neither');

select is(pg_temp.breaks($$insert into data.tries (key, began_at, ends_at, next_at, tries) values ('una@sig.example', app_now(), app_now(), app_now(), 1)$$),
	'tries_key_hashed', 'no address is counted under its own name');
select is(pg_temp.breaks($$insert into data.tries (key, began_at, ends_at, next_at, tries) values (repeat('0', 64), app_now(), app_now(), app_now(), -1)$$), 'tries_tries_counted', 'tries are counted from none');

-- ---- every named constraint ----------------------------------------------------------
create function pg_temp.sign_in(set_ text) returns text language sql as $$
	select pg_temp.breaks(format('update data.sign_ins set %s where ref = %L', set_, (select max(ref) from data.sign_ins))) $$;
select is(pg_temp.sign_in('ref = ref'), 'nothing', 'as it stands');
select is(pg_temp.sign_in($$address = 'a@'$$), 'sign_ins_address_length', 'an address has three letters');
select is(pg_temp.sign_in($$address = repeat('a', 255)$$), 'sign_ins_address_length', 'and 254 at most');
select is(pg_temp.sign_in($$name = repeat('a', 81)$$), 'sign_ins_name_length', 'a name has 80 at most');
select is(pg_temp.sign_in($$phone = repeat('1', 31)$$), 'nothing', 'a number in plain does not stay');
select is(pg_temp.sign_in($$vault = md5('x'), phone = '1.' || repeat('1', 219)$$), 'sign_ins_phone_sealed', 'sealed it has 220 signs at most');
select is(pg_temp.sign_in($$vault = '', phone = pg_temp.sealed('1')$$), 'sign_ins_phone_sealed', 'and a key');
select is(pg_temp.sign_in($$vault = 'x'$$), 'sign_ins_vault_form', 'whose name has 32 digits');
select is(pg_temp.sign_in('tries = 6'), 'sign_ins_tries_five', 'five tries');
select is((select string_agg(pg_temp.sign_in(format('next_path = %L', p)), ' ') from unnest(array['//other.example', '/\other.example', 'https://x', '', '/' || repeat('a', 300)]) p),
	'sign_ins_next_local sign_ins_next_local sign_ins_next_local sign_ins_next_local sign_ins_next_local', 'the way onward is one of ours');
select is(pg_temp.sign_in($$next_path = '/'$$), 'nothing', 'also the shortest');
select is(pg_temp.breaks($$insert into data.sign_ins (ref, community_id, address, browser_hash, code_hash, ends_at)
	select ref, community_id, address, '', '', ends_at from data.sign_ins limit 1$$), 'sign_ins_ref_once', 'a reference is there once');

-- ---- what the web may call -------------------------------------------------------------
set local role nocape_web;
select throws_ok(format('select login_new(%s, %L, %L, %L)', 1, 'x', 'x', '{1,1,1,1}'), '42501', null, 'nobody opens a login but through a deed');
select throws_ok($$select limit_try('x', 1, '1 hour')$$, '42501', null, 'nor counts');
select throws_ok($$select forget()$$, '42501', null, 'nor forgets');
select throws_ok($$select person_at('amina@sig.example')$$, '42501', null, 'nor asks whose address it is');
select throws_ok($$select code_hash from data.sign_ins$$, '42501', null, 'nor reads codes');
select throws_ok($$select password_hash from data.accounts$$, '42501', null, 'or passwords');
select throws_ok($$select token_hash from data.logins$$, '42501', null, 'or logins');

select * from finish();
rollback;
