-- Passkeys: constraint by constraint, and what the deeds let through when
-- the signature was right.
\ir ../lib/deeds.sql

insert into data.communities (key, name) values ('passtest', 'Passkeys test'), ('passelse', 'Elsewhere');
create function pg_temp.person(name text, key text default 'passtest') returns bigint language sql as $$
	with p as (insert into data.people (community_id, name) values (pg_temp.at(key), person.name) returning id)
	insert into data.accounts (person_id, community_id, address)
	select id, pg_temp.at(key), lower(name) || '@pass.example' from p returning person_id $$;
select pg_temp.person(n) from unnest('{Ada,Bea,Cleo}'::text[]) n \g /dev/null
select pg_temp.person('Eve', 'passelse') \g /dev/null
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Cleo'), pg_temp.at('passtest'));
create function pg_temp.token(name text) returns text language sql immutable as $$ select encode(sha256(convert_to(name, 'UTF8')), 'hex') $$;
create function pg_temp.login(who text, name text) returns void language sql as $$
	insert into data.logins (community_id, person_id, token_hash, ends_at)
	select p.community_id, p.id, pg_temp.token(login.name), app_now() + interval '1 day' from data.people p where p.id = pg_temp.who(who);
	select set_config('app.login', pg_temp.token(name), true) $$;
create function pg_temp.now_() returns bigint language sql as $$ select extract(epoch from app_now())::bigint $$;
create function pg_temp.handle(who text) returns text language sql as $$ select handle from data.accounts where person_id = pg_temp.who(who) $$;

-- ---- constraints -----------------------------------------------------------
create function pg_temp.row_(cred text default '\x01', key text default '\x02', algorithm int default -7, counter bigint default 0,
    name text default 'Phone') returns text language sql as $$
	select format('insert into data.passkeys (community_id, person_id, credential, public_key, algorithm, counter, name)'
	    || ' values (%s, %s, %L, %L, %s, %s, %L)', pg_temp.at('passtest'), pg_temp.who('Ada'), cred, key, algorithm, counter, name) $$;
select is(pg_temp.breaks(pg_temp.row_()), 'nothing', 'one that is well');
select is(pg_temp.breaks(pg_temp.row_()), 'passkeys_credential_once', 'the same twice');
select is(pg_temp.breaks(pg_temp.row_('\x')), 'passkeys_credential_length', 'an id of nothing');
select is(pg_temp.breaks(pg_temp.row_('\x' || repeat('00', 1023))), 'nothing', 'an id of 1,023 bytes');
select is(pg_temp.breaks(pg_temp.row_('\x' || repeat('00', 1024))), 'passkeys_credential_length', 'and of one more');
select is(pg_temp.breaks(pg_temp.row_('\x03', '\x')), 'passkeys_public_key_length', 'no key');
select is(pg_temp.breaks(pg_temp.row_('\x03', '\x' || repeat('00', 1025))), 'passkeys_public_key_length', 'too long a key');
select is(pg_temp.breaks(pg_temp.row_('\x03', algorithm => -6)), 'passkeys_algorithm_known', 'a kind nobody reads');
select is(pg_temp.breaks(pg_temp.row_('\x03', counter => -1)), 'passkeys_counter_range', 'less than nothing');
select is(pg_temp.breaks(pg_temp.row_('\x03', counter => 4294967296)), 'passkeys_counter_range', 'more than 32 bits');
select is(pg_temp.breaks(pg_temp.row_('\x03', name => '')), 'passkeys_name_length', 'no name');
select is(pg_temp.breaks(pg_temp.row_('\x03', name => repeat('x', 61))), 'passkeys_name_length', 'too long a name');
select is(pg_temp.breaks('update data.passkeys set ref = (select min(ref) from data.passkeys)'), 'passkeys_ref_once', 'a reference twice');
select is(pg_temp.breaks($$insert into data.challenges (hash, community_id) values ('x', pg_temp.at('passtest'))$$),
    'challenges_hash_form', 'no hash');
select is(pg_temp.breaks($$insert into data.challenges (hash, community_id) select repeat('0', 64), pg_temp.at('passtest') from generate_series(1, 2)$$),
    'challenges_hash_once', 'a challenge twice');
select is(pg_temp.breaks($$update data.accounts set handle = 'x' where person_id = pg_temp.who('Ada')$$), 'accounts_handle_form', 'no handle');
select is(pg_temp.breaks($$update data.accounts set handle = repeat('0', 64) where community_id = pg_temp.at('passtest')$$),
    'accounts_handle_once', 'one handle for all');
select is(array(select c.conname::text from pg_constraint c where c.conrelid in ('data.passkeys'::regclass, 'data.challenges'::regclass)
    and c.contype in ('c', 'u', 'p') and c.conname not in ('passkeys_pkey')
    union select c.conname from pg_constraint c where c.conname like 'accounts\_handle%' except select name from broken), '{}',
    'each of them was broken once');
delete from data.passkeys where person_id = pg_temp.who('Ada');

-- ---- adding ----------------------------------------------------------------
create function pg_temp.adds(who text, cred text, challenge text, late interval default '0', name text default 'Phone') returns text language sql as $$
	select pg_temp.as_(who, format('passkeys_new(%L, ''\x02'', -7, 5, true, %L, %L, %s)', cred, name, challenge,
	    pg_temp.now_() - extract(epoch from late)::int)) $$;
select pg_temp.login('Ada', 'old'), pg_temp.login('Ada', 'ada') \g /dev/null
select is(pg_temp.adds('Ada', '\xaa', 'one', '6 minutes'), 'passkeys_late', 'after six minutes it is too late');
select is(pg_temp.adds('Ada', '\xaa', 'one', '-2 minutes'), 'passkeys_late', 'two minutes from now is no time');
select is(pg_temp.adds('Ada', '\xaa', 'one', '4 minutes'), 'done', 'after four it is not');
select is(pg_temp.adds('Ada', '\xab', 'one'), 'passkeys_late', 'a challenge is good once');
select is((select array[counter::text, algorithm::text, backed_up::text, encode(credential, 'hex')] from data.passkeys where person_id = pg_temp.who('Ada')),
    '{5,-7,true,aa}', 'what was sent is kept');
select is(array(select ended_at is null from data.logins where person_id = pg_temp.who('Ada') order by id), '{f,t}',
    'whoever else was signed in is out');
select is((select string_agg(kind, ' ') from data.outbox where person_id = pg_temp.who('Ada')), 'passkey_added', 'and she gets a mail');
select is((select string_agg(deed, ' ') from data.audit where subject_id = pg_temp.who('Ada') and kind = 'person'), 'passkeys_new', 'it is on the trail');
select is(pg_temp.adds('Bea', '\xaa', 'two'), 'passkeys_credential_once', 'Bea can''t add hers');
select pg_temp.login('Bea', 'bea') \g /dev/null
select is(array(select distinct pg_temp.adds('Bea', '\xbb' || lpad(to_hex(i), 2, '0'), 'bea' || i) from generate_series(1, 20) i), '{done}', 'twenty');
select is(pg_temp.adds('Bea', '\xbc', 'bea21'), 'passkeys_many', 'and no more');
select is((select count(distinct handle)::int from data.accounts where community_id = pg_temp.at('passtest')), 3, 'each has a handle of their own');

-- ---- reading ---------------------------------------------------------------
create function pg_temp.web(who text, query text) returns text language plpgsql as $$
declare
	found text;
begin
	perform pg_temp.be(who);
	set local role nocape_web;
	execute query into found;
	reset role;
	return found;
exception when insufficient_privilege then
	reset role;
	return 'denied';
end $$;
select is(pg_temp.web('Ada', 'select count(*) from data.passkeys'), '1', 'Ada sees hers');
select is(pg_temp.web('Cleo', 'select count(*) from data.passkeys'), '0', 'a coordinator sees none of them');
select is(pg_temp.web('Eve', 'select count(*) from data.passkeys'), '0', 'nor does another community');
select is(pg_temp.web('Ada', 'select count(public_key) from data.passkeys'), 'denied', 'no page reads a key');
select is(pg_temp.web('Ada', 'select handle from data.accounts'), 'denied', 'nor a handle of others');
select is(pg_temp.web('Ada', 'select count(*) from data.challenges'), 'denied', 'nor what was spent');
select is(pg_temp.web('Ada', 'select allowed from passkeys_asked()'), 'qg', 'her own are offered, as browsers write them');
select is(passkey_text('\xfbff00' || decode(repeat('00', 60), 'hex')), '-_8A' || repeat('A', 80), 'base64url in one line');
select is(pg_temp.web('Cleo', 'select verdict from passkeys_seen(''\xaa'', ''x'')'), null, 'another''s is not known during a second step');

-- ---- using -----------------------------------------------------------------
create function pg_temp.enters(cred text, who text, counted bigint, challenge text, kept bool default true) returns text language plpgsql as $$
declare
	a answer;
	broke text;
begin
	perform visit_as(pg_temp.at('passtest'), null);
	a := passkeys_enter(cred::bytea, pg_temp.handle(who), counted, kept, challenge, pg_temp.now_(), 'client', 'browser', pg_temp.token(challenge),
	    'Firefox', '/me', '{90,30,7,12}');
	return concat_ws(' ', a.answer, a.ref, a.said);
exception when check_violation then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;
select is(pg_temp.enters('\xaa', 'Ada', 6, 'e1', false), 'done /me', 'it opens a login');
select is((select array[counter::text, backed_up::text, (used_at is not null)::text] from data.passkeys where credential = '\xaa'), '{6,false,true}',
    'what it said is kept');
select is((select person_id from data.logins where token_hash = pg_temp.token('e1')), pg_temp.who('Ada'), 'for whoever it belongs to');
select is(pg_temp.enters('\xaa', 'Bea', 7, 'e2'), 'passkeys_unknown', 'not for another');
select is(pg_temp.enters('\xcc', 'Ada', 7, 'e2'), 'passkeys_unknown', 'what nobody has is not known');
select is(pg_temp.enters('\xaa', 'Ada', 7, 'e1'), 'passkeys_late', 'a challenge is good once');
update data.people set state = 'suspended' where id = pg_temp.who('Ada');
select is(pg_temp.enters('\xaa', 'Ada', 7, 'e2'), 'passkeys_unknown', 'not while its owner is suspended');
update data.people set state = 'active' where id = pg_temp.who('Ada');
select is(pg_temp.enters('\xaa', 'Ada', 6, 'e3'), 'done /sign-in/stopped', 'a counter that stands still stops it');
select is((select count(*) from data.logins where token_hash = pg_temp.token('e3')), 0::bigint, 'and opens nothing');
select is((select array[(stopped_at is not null)::text, counter::text] from data.passkeys where credential = '\xaa'), '{true,6}', 'it says so');
select is((select string_agg(kind, ' ' order by id) from data.outbox where person_id = pg_temp.who('Ada')), 'passkey_added passkey_stopped',
    'its owner is told');
select is(pg_temp.enters('\xaa', 'Ada', 9, 'e4'), 'passkeys_unknown', 'from then on it is of no use');
select is(pg_temp.web('Ada', 'select allowed from passkeys_asked()'), '', 'nor offered');
select is(pg_temp.web('Ada', 'select present from passkeys_start()'), 'qg', 'but the device that holds it is known');

-- ---- removing --------------------------------------------------------------
create function pg_temp.removes(who text, cred text) returns text language sql as $$
	select pg_temp.as_(who, format('passkeys_remove((select ref from data.passkeys where credential = %L))', cred)) $$;
select is(pg_temp.removes('Bea', '\xaa'), 'absent', 'not another''s');
select is(pg_temp.removes('Ada', '\xaa'), 'done', 'one''s own');
select is((select count(*) from data.passkeys where credential = '\xaa'), 0::bigint, 'is gone');
select is(pg_temp.removes('Ada', '\xaa'), 'absent', 'once');

select is(pg_temp.enters('\xbb01', 'Bea', 6, 'e5'), 'done /me', 'Bea comes in');
update data.people set state = 'erased' where id = pg_temp.who('Bea');
select is(pg_temp.enters('\xbb01', 'Bea', 7, 'e6'), 'passkeys_unknown', 'and not once she is erased');

-- ---- forgetting ------------------------------------------------------------
update data.clock set ahead = ahead + '2 days';
select forget() \g /dev/null
select is((select count(*) from data.challenges where community_id = pg_temp.at('passtest') and hash <> repeat('0', 64)), 0::bigint,
    'what was spent is forgotten');
select * from finish();
rollback;
