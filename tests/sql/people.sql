-- One's own page: name, password, logins; accounts and logins constraint by
-- constraint.
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
begin;
set local client_min_messages = warning;
create extension if not exists pgtap with schema public;
select no_plan();

insert into data.communities (key, name) values ('peotest', 'People test');
\ir ../lib/sealed.sql
create function pg_temp.at() returns bigint language sql as $$ select id from data.communities where key = 'peotest' $$;
create function pg_temp.who(name text) returns bigint language sql as $$
	select max(id) from data.people p where p.name = who.name and p.community_id = pg_temp.at() $$;
insert into data.people (community_id, name) select pg_temp.at(), n from unnest('{Amina,Ruth,Tom}'::text[]) n;
insert into data.accounts (person_id, community_id, address)
select id, community_id, lower(name) || '@peo.example' from data.people where community_id = pg_temp.at();
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Ruth'), pg_temp.at());
-- A login, found by its short name; the hash is 64 hex digits.
create function pg_temp.token(name text) returns text language sql immutable as $$ select encode(sha256(convert_to(name, 'UTF8')), 'hex') $$;
create function pg_temp.login(who text, name text, idle interval default '30 days') returns text language sql as $$
	insert into data.logins (community_id, person_id, token_hash, browser, idle, ends_at, factor, factor_at)
	values (pg_temp.at(), pg_temp.who(who), pg_temp.token(name), name, idle, app_now() + interval '90 days', 'totp', app_now()) returning ref $$;
-- Who a browser is to visit(), and what it may.
create function pg_temp.comes(name text, who text default 'MEMBER', method text default 'GET') returns text language sql as $$
	select v.verdict || coalesce(' ' || v.name, '') from visit('peotest', pg_temp.token(name), who, method, '', '', 'v') v $$;
create function pg_temp.be(name text) returns void language sql as $$
	select visit_as(pg_temp.at(), (select person_id from data.logins where token_hash = pg_temp.token(name)));
	select set_config('app.login', pg_temp.token(name), true) $$;
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
select pg_temp.login('Amina', 'phone') as phone, pg_temp.login('Amina', 'laptop') as laptop, pg_temp.login('Tom', 'toms') as toms,
	pg_temp.login('Ruth', 'desk', '12 hours') as desk \gset

-- ---- a login: how long it lasts ---------------------------------------------------
savepoint reading;
select is(pg_temp.comes('phone'), 'ok Amina', 'a login is its person');
rollback to reading;
select is(pg_temp.comes('desk', 'DESK'), 'ok Ruth', 'a coordinator’s too');
rollback to reading;
select is(pg_temp.comes('nothing'), 'sign_in', 'what was never signed in is nobody');
rollback to reading;
update data.clock set ahead = ahead + interval '11 hours';
select is(pg_temp.comes('desk', 'DESK'), 'ok Ruth', 'after eleven hours the desk is open');
rollback to reading;
update data.clock set ahead = ahead + interval '12 hours 1 second';
select is(pg_temp.comes('desk', 'DESK'), 'sign_in', 'after twelve without a visit it is not');
rollback to reading;
update data.clock set ahead = ahead + interval '12 hours 1 second';
select is(pg_temp.comes('phone'), 'ok Amina', 'a member is still there');
rollback to reading;
update data.clock set ahead = ahead + interval '30 days 1 second';
select is(pg_temp.comes('phone'), 'sign_in', 'thirty days without a visit end it');
rollback to reading;
update data.logins set seen_at = app_now() + interval '89 days' where token_hash = pg_temp.token('phone');
update data.clock set ahead = ahead + interval '90 days';
select is(pg_temp.comes('phone'), 'sign_in', 'ninety days end it however often it was seen');
rollback to reading;
update data.people set state = 'suspended' where id = pg_temp.who('Amina');
select is(pg_temp.comes('phone'), 'barred', 'who is suspended is out at once');
rollback to reading;
update data.people set state = 'suspended' where id in (pg_temp.who('Amina'), pg_temp.who('Ruth'));
select is(pg_temp.comes('phone', 'GUEST'), 'ok', 'and nobody where everybody may look');
rollback to reading;
update data.people set state = 'suspended' where id in (pg_temp.who('Amina'), pg_temp.who('Ruth'));
select is(pg_temp.comes('phone', 'BARRED'), 'ok Amina', 'but on the page that says why');
rollback to reading;
update data.people set state = 'suspended' where id in (pg_temp.who('Amina'), pg_temp.who('Ruth'));
select is((select v.verdict || v.desk || at_desk() from visit('peotest', pg_temp.token('desk'), 'BARRED', 'GET', '', '', 'v') v), 'okfalsefalse',
	'where a coordinator is none');
rollback to reading;
select is(pg_temp.comes('desk', 'BARRED'), 'ok Ruth', 'who is not suspended may come there and is led on');
rollback to reading;
select is(pg_temp.comes('nothing', 'BARRED'), 'sign_in', 'nobody may not');
rollback to reading;
update data.people set state = 'erased' where id = pg_temp.who('Amina');
select is(pg_temp.comes('phone', 'BARRED'), 'sign_in', 'nor who was erased');
rollback to reading;

-- ---- ended by hand ------------------------------------------------------------------
select pg_temp.be('phone') \g /dev/null
select is((logins_end(:'toms')).answer, 'absent', 'nobody ends another’s login');
select is((logins_end('NC-0000-00')).answer, 'absent', 'nor one that is not there');
select is((select count(*) from data.logins where ref = :'toms' and ended_at is null), 1::bigint, 'Tom stays signed in');
select is((logins_end(:'laptop')).answer, 'done', 'her own she does');
select is((logins_end(:'laptop')).answer, 'done', 'and twice is the same');
select is((select count(*) from data.audit where deed = 'logins_end' and person_id = pg_temp.who('Amina')), 2::bigint, 'it is in the trail');
savepoint ended;
select is(pg_temp.comes('laptop'), 'sign_in', 'the laptop is out');
rollback to ended;
select is((logins_leave()).answer, 'done', 'she signs out where she is');
savepoint ended;
select is(pg_temp.comes('phone'), 'sign_in', 'and is out');
rollback to ended;
select pg_temp.be('nothing') \g /dev/null
select is((logins_leave()).answer, 'done', 'who is not signed in may sign out as well');
select is((people_change('X', '', '')).answer, 'absent', 'but has no name to change');
select is((people_password('x')).answer, 'absent', 'and no password');

-- ---- name, phone, password ------------------------------------------------------------
select pg_temp.login('Amina', 'tablet') as tablet, pg_temp.login('Amina', 'library') as library \gset
select pg_temp.be('tablet') \g /dev/null
select is((people_change('Amina Diallo', md5('amina'), pg_temp.sealed('01632 960201'))).answer, 'done', 'her name and number');
select is((select p.name || ' ' || a.phone from data.people p join data.accounts a on a.person_id = p.id where p.id = me()),
	'Amina Diallo ' || pg_temp.sealed('01632 960201'), 'are as she wants them');
select is((select count(*) from data.people where name = 'Amina Diallo' and community_id = pg_temp.at()), 1::bigint, 'hers alone');
select is(pg_temp.breaks($$select people_change('', '', '')$$), 'people_name_length', 'a name is not empty');
select is(pg_temp.breaks($$select people_change(repeat('a', 81), '', '')$$), 'people_name_length', 'nor longer than 80');
select is(pg_temp.breaks($$select people_change('A', md5('other'), pg_temp.sealed('1'))$$), 'accounts_vault_moved', 'sealed with another key it would not open');
select is((people_change('Amina Diallo', '', null)).answer, 'done', 'what does not open is left alone');
select is((select phone from data.accounts where person_id = me()), pg_temp.sealed('01632 960201'), 'as it stands');
select is(pg_temp.breaks($$update data.accounts set phone = pg_temp.sealed(repeat('1', 219)) where person_id = me()$$), 'accounts_phone_sealed', 'a number has 30 signs at most, sealed 220');
select is(pg_temp.breaks($$update data.accounts set vault = '' where person_id = me()$$), 'accounts_phone_sealed', 'and a key');
select is(pg_temp.breaks($$update data.accounts set vault = 'x' where person_id = me()$$), 'accounts_vault_form', 'whose name has 32 digits');
-- What is written in plain waits out of the column until it is sealed.
select me() as me, here() as home \gset
update data.accounts set phone = '01632 960201' where person_id = :me;
select is((select phone from data.accounts where person_id = :me), '', 'plain text does not stay');
select is((select plain from data.to_seal where place = 'accounts.phone' and row_id = :me), '01632 960201', 'it waits');
select is((select plain from vaults_waiting() where place = 'accounts.phone' and row_id = :me and vault = md5('amina')), '01632 960201', 'with its key');
select vaults_sealed(:home, 'accounts.phone', :me, '01632 960201', md5('another'), pg_temp.sealed('wrong')) \g /dev/null
select is((select count(*) from data.to_seal where row_id = :me), 1::bigint, 'under no other');
select vaults_sealed(:home, 'accounts.phone', :me, '01632 960201', md5('amina'), pg_temp.sealed('01632 960201')) \g /dev/null
select is((select phone || (select count(*) from data.to_seal where row_id = :me) from data.accounts where person_id = :me), pg_temp.sealed('01632 960201') || '0', 'and is sealed');
select vaults_sealed(:home, 'accounts.phone', :me, '01632 960201', md5('amina'), pg_temp.sealed('late')) \g /dev/null
select is((select phone from data.accounts where person_id = :me), pg_temp.sealed('01632 960201'), 'once');
select pg_temp.be('tablet') \g /dev/null
select is(pg_temp.breaks($$insert into data.to_seal values ('people.name', 1, 'x')$$), 'to_seal_place_known', 'only what is sealed waits');
select is(pg_temp.breaks(format('insert into data.to_seal values (''accounts.phone'', 1, %L)', p)), 'to_seal_plain_length', 'of a length')
from unnest(array['', repeat('x', 501)]) p;
select is((people_password('new hash')).answer, 'done', 'a password of hers');
select is((select password_hash from data.accounts where person_id = me()), 'new hash', 'is kept as its hash');
select is((select string_agg(browser, ' ') from data.logins where person_id = me() and ended_at is null), 'tablet', 'every other browser is signed out');
select is((select count(*) from data.logins where ref = :'toms' and ended_at is null), 1::bigint, 'but nobody else’s');
select is((select string_agg(kind, ' ') from data.outbox where person_id = me() and secret is null), 'password_changed', 'and she gets a mail');
select is((select password_hash from data.accounts where person_id = pg_temp.who('Tom')), null, 'Tom’s password is not hers');

-- ---- every named constraint ---------------------------------------------------------------
create function pg_temp.account(set_ text) returns text language sql as $$
	select pg_temp.breaks(format('update data.accounts set %s where person_id = %s', set_, pg_temp.who('Tom'))) $$;
create function pg_temp.login_is(set_ text) returns text language sql as $$
	select pg_temp.breaks(format('update data.logins set %s where token_hash = %L', set_, pg_temp.token('toms'))) $$;
create function pg_temp.person_is(set_ text) returns text language sql as $$
	select pg_temp.breaks(format('update data.people set %s where id = %s', set_, pg_temp.who('Tom'))) $$;
create function pg_temp.moves(was text, becomes text) returns text language plpgsql as $$
declare
	who bigint;
begin
	insert into data.people (community_id, name, state) values (pg_temp.at(), 'Moves', was) returning id into who;
	return pg_temp.breaks(format('update data.people set state = %L where id = %s', becomes, who));
end $$;
select is(pg_temp.account($$address = 'RUTH@peo.example'$$), 'accounts_address_once', 'an address is one person’s, however it is written');
select is(pg_temp.account($$address = 'a@'$$), 'accounts_address_length', 'it has three letters');
select is(pg_temp.account($$address = repeat('a', 255)$$), 'accounts_address_length', 'and 254 at most');
select is(pg_temp.login_is($$token_hash = 'short'$$), 'logins_token_form', 'a token’s hash is 64 digits');
select is(pg_temp.login_is(format('token_hash = %L', pg_temp.token('phone'))), 'logins_token_once', 'and there once');
select is(pg_temp.login_is(format('ref = %L', :'phone')), 'logins_ref_once', 'a reference is there once');
select is(pg_temp.login_is($$browser = repeat('a', 121)$$), 'logins_browser_length', 'a browser’s name is short');
select is(pg_temp.breaks(format('insert into data.people (community_id, name, state) values (%s, ''X'', ''gone'')', pg_temp.at())), 'people_state_known', 'a person is active, suspended or erased');
select is(pg_temp.person_is(format('ref = %L', (select ref from data.people where id = pg_temp.who('Ruth')))), 'people_ref_once', 'a person’s reference is there once');
select is(pg_temp.breaks('update data.communities set key = ''Bad key'' where key = ''peotest'''), 'communities_key_form', 'a community’s key is a short word');
select is(pg_temp.breaks('update data.communities set name = '''' where key = ''peotest'''), 'communities_name_length', 'it has a name');
select is(pg_temp.breaks($$insert into data.communities (key, name) values ('peotest', 'Again')$$), 'communities_key_once', 'its key is there once');

select is((select string_agg(was || ' ' || becomes, ', ' order by was, becomes) from unnest('{active,suspended,erased}'::text[]) was,
	unnest('{active,suspended,erased}'::text[]) becomes where was <> becomes and pg_temp.moves(was, becomes) = 'nothing'),
	'active erased, active suspended, suspended active, suspended erased', 'a person is suspended and back, and erased for good');

-- ---- what I see of myself and others ----------------------------------------------------
select pg_temp.be('toms') \g /dev/null
set local role nocape_web;
select is((select string_agg(browser, ' ') from data.logins), 'toms', 'where others are signed in nobody sees');
select is((select string_agg(address::text, ' ') from data.accounts), 'tom@peo.example', 'nor their addresses');
select set_config('app.person', '', true), set_config('app.login', '', true) \g /dev/null
select is((select count(*) from data.accounts) + (select count(*) from data.logins), 0::bigint, 'a guest sees no address and no login');
select is((select string_agg(name, ' ') from data.people), 'Ruth', 'and no names but the coordinators’');
reset role;

select * from finish();
rollback;
