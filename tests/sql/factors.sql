-- Second steps: who needs one, each code once, recovery codes, what a login
-- may between its steps, mailed codes, the way back of an address, and every
-- named constraint of them.
\ir ../lib/deeds.sql

insert into data.communities (key, name) values ('factest', 'Second steps') \g /dev/null
create function pg_temp.token(name text) returns text language sql as $$ select encode(sha256(convert_to(token.name, 'UTF8')), 'hex') $$;
create function pg_temp.made(name text) returns void language sql as $$
	with p as (insert into data.people (community_id, name) values (pg_temp.at('factest'), made.name) returning id),
	a as (insert into data.accounts (person_id, community_id, address, vault)
	    select id, pg_temp.at('factest'), lower(made.name) || '@fac.example', md5(made.name) from p returning person_id)
	insert into data.logins (community_id, person_id, token_hash, ends_at)
	select pg_temp.at('factest'), person_id, pg_temp.token(made.name), data.app_now() + interval '1 day' from a $$;
select pg_temp.made(n) from unnest('{Ruta,Pia,Tess,Sol}'::text[]) n \g /dev/null
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Ruta'), pg_temp.at('factest')) \g /dev/null
create function pg_temp.sent(name text, n int) returns text language sql as $$
	select envelope('totps.seed', md5(sent.name), pg_temp.sealed(n::text)) $$;
-- A deed by the login of that name, or by the one it moved on to.
create function pg_temp.by_(name text, deed text, token text default null) returns text language plpgsql as $$
begin
	perform pg_temp.be(name), set_config('app.login', coalesce(by_.token, pg_temp.token(name)), true);
	return (select pg_temp.told(deed));
end $$;
create function pg_temp.told(deed text) returns text language plpgsql as $$
declare
	a answer;
	broke text;
begin
	execute 'select * from ' || deed into a;
	return concat_ws(' ', a.answer, nullif(a.ref, ''));
exception when check_violation or unique_violation then
	get stacked diagnostics broke = constraint_name;
	insert into broken values (broke);
	return broke;
end $$;
-- What a POST with that cookie comes to.  (A GET would make this transaction
-- read only.)
create function pg_temp.seen(token text, who text, fresh bool default false) returns text language plpgsql as $$
declare
	code text;
begin
	perform set_config('app.person', '', true), set_config('app.desk', '', true);
	perform visit('factest', pg_temp.token(token), who, 'POST', '', '', 'v', fresh);
	return 'ok' || case when me() is not null then ' somebody' else '' end || case when at_desk() then ' desk' else '' end;
exception when others then
	get stacked diagnostics code = returned_sqlstate;
	return code;
end $$;

-- ---- who needs one, and what a login may before it -----------------------------------------
select is(pg_temp.seen('Ruta', w), e, 'a coordinator without a second step at ' || w) from (values
	('OPEN', 'ok'), ('GUEST', 'ok'), ('CAPABILITY', 'ok'), ('HALF', 'ok somebody'), ('MEMBER', 'NC403'), ('GROUP', 'NC403'),
	('VOLUNTEER', 'NC403'), ('DESK', 'NC403'), ('BARRED', 'NC403')) t (w, e);
select is(pg_temp.seen('Tess', 'MEMBER'), 'ok somebody', 'others need none');
select is(pg_temp.seen('nobody', 'HALF'), 'NC401', 'a stranger has nothing to prove');
update data.logins set proved_at = data.app_now() - interval '9 minutes 59 seconds' where person_id = pg_temp.who('Tess');
select is(pg_temp.seen('Tess', 'MEMBER', true), 'ok somebody', 'a proof is good for ten minutes');
update data.logins set proved_at = data.app_now() - interval '10 minutes' where person_id = pg_temp.who('Tess');
select is(pg_temp.seen('Tess', 'MEMBER', true), 'NC428', 'and no longer');
select is(pg_temp.seen('Tess', 'MEMBER', false), 'ok somebody', 'where one is asked for');
select is(pg_temp.seen('nobody', 'GUEST', true), 'ok', 'a guest proves nothing');

-- ---- setting up -----------------------------------------------------------------------------
select is(pg_temp.by_('Pia', format('totps_offer(%L, %L)', md5('other'), pg_temp.sealed('1'))), 'accounts_vault_moved', 'sealed with another key');
select is(pg_temp.by_('Pia', format('totps_offer(%L, %L)', md5('Pia'), pg_temp.sealed('1'))), 'done', 'a seed is offered');
select is(needs_factor(pg_temp.who('Pia')), false, 'which asks for nothing yet');
select is(pg_temp.by_('Pia', format('totps_confirm(100, %L, %L)', pg_temp.sent('Pia', 2), pg_temp.token('Pia2'))), 'absent', 'a code of another seed');
insert into data.logins (community_id, person_id, token_hash, ends_at)
values (pg_temp.at('factest'), pg_temp.who('Pia'), pg_temp.token('Pia far'), data.app_now() + interval '1 day') \g /dev/null
select is(pg_temp.by_('Pia', format('totps_confirm(100, %L, %L)', pg_temp.sent('Pia', 1), pg_temp.token('Pia2'))),
	'done /me/second-factor/codes', 'the right one turns it on');
select is(needs_factor(pg_temp.who('Pia')), true, 'from then on it is asked for');
select is(pg_temp.seen('Pia2', 'MEMBER'), 'ok somebody', 'the login that confirmed it goes on under a new id');
select is(pg_temp.seen('Pia far', 'MEMBER'), 'NC401', 'all others end');
select is((select ends_at <= data.app_now() + interval '10 seconds' and replaced_at is not null from data.logins where token_hash = pg_temp.token('Pia')), true,
	'the old id has ten seconds');
select is(pg_temp.seen('Pia', 'MEMBER'), 'NC403', 'as what it was');

-- ---- each code once ---------------------------------------------------------------------------
insert into data.logins (community_id, person_id, token_hash, ends_at, idle)
values (pg_temp.at('factest'), pg_temp.who('Pia'), pg_temp.token('Pia3'), data.app_now() + interval '3 days', '7 hours') \g /dev/null
create function pg_temp.enters(step int, token text, moved text) returns text language sql as $$
	select pg_temp.by_('Pia', format('factors_enter(%s, %L, %L, %L)', step, pg_temp.sent('Pia', 1), pg_temp.token(moved), '/me?a=1'), pg_temp.token(token)) $$;
select is(pg_temp.seen('Pia3', 'MEMBER'), 'NC403', 'a new login is half');
select is(pg_temp.by_('Pia', format('totps_offer(%L, %L)', md5('Pia'), pg_temp.sealed('9')), pg_temp.token('Pia3')), 'absent', 'and changes no second step');
select is(pg_temp.enters(100, 'Pia3', 'Pia4'), 'totps_step_once', 'the code that turned it on is used');
select is(pg_temp.enters(99, 'Pia3', 'Pia4'), 'totps_step_once', 'so is every one before it');
select is(pg_temp.enters(101, 'Pia3', 'Pia4'), 'done /me?a=1', 'the next one lets her in');
select is((select array[l.factor, l.idle::text, (l.ends_at > data.app_now() + interval '2 days')::text] from data.logins l where token_hash = pg_temp.token('Pia4')),
	'{totp,07:00:00,true}', 'for as long as the login was made for');
select is(pg_temp.enters(101, 'Pia4', 'Pia5'), 'totps_step_once', 'once');
select is(pg_temp.by_('Pia', format('factors_enter(102, %L, %L, %L)', pg_temp.sent('Pia', 7), pg_temp.token('Pia5'), ''), pg_temp.token('Pia4')), 'absent',
	'a code of a seed that is no longer hers');
select is(pg_temp.by_('Tess', format('factors_enter(102, %L, %L, %L)', pg_temp.sent('Tess', 1), pg_temp.token('x'), '')), 'absent', 'who has none takes none');

-- ---- tries --------------------------------------------------------------------------------------
create function pg_temp.tries(n int) returns text language plpgsql as $$
begin
	perform pg_temp.be('Sol');
	for i in 1 .. n loop
		perform factors_try('on');
	end loop;
	return 'go';
exception when sqlstate 'NC429' then
	return 'wait';
end $$;
select is(pg_temp.tries(10), 'go', 'ten tries in ten minutes');
select is(pg_temp.tries(1), 'wait', 'the eleventh waits');
update data.clock set ahead = ahead + interval '10 minutes';
select set_config('app.ahead', '', true) \g /dev/null
select is(pg_temp.tries(1), 'go', 'ten minutes');
update data.clock set ahead = ahead - interval '10 minutes';

-- ---- recovery codes ------------------------------------------------------------------------------
create function pg_temp.ten(form text, from_ int) returns text language sql as $$
	select pg_temp.by_('Pia', format('recovery_codes_new(%L, %L)', array(select 'CODE' || i from generate_series(from_, from_ + 9) i), pg_temp.token(form)), pg_temp.token('Pia4')) $$;
create function pg_temp.recovers(code text) returns text language sql as $$
	select pg_temp.by_('Pia', format('factors_recover(%L, %L, %L)', recovers.code, pg_temp.token(gen_random_uuid()::text), ''), pg_temp.token('Pia4')) $$;
select is(pg_temp.by_('Tess', format('recovery_codes_new(%L, %L)', '{a}', pg_temp.token('a'))), 'absent', 'without a second step there is nothing to recover');
select is(pg_temp.ten('first', 1), 'done', 'ten codes');
select is(pg_temp.ten('first', 1), 'done', 'the same form makes them once');
select is((select count(*)::int from data.recovery_codes where person_id = pg_temp.who('Pia')), 10, 'and only once');
select is((select count(*)::int from data.recovery_codes where code_hash like '%CODE%'), 0, 'of which hashes are kept');
select is(pg_temp.recovers('CODE99'), 'recovery_codes_known', 'one that is not there');
select is(pg_temp.recovers('code3'), 'done /me', 'one that is');
select is(pg_temp.recovers('CODE3'), 'recovery_codes_known', 'once');
select is(recovery_left(), 9, 'nine are left');
select is((select count(*)::int from data.outbox where kind = 'recovery_used' and person_id = pg_temp.who('Pia')), 1, 'a mail tells of it');
select is(pg_temp.ten('second', 11), 'done', 'ten new ones');
select is(pg_temp.recovers('CODE4'), 'recovery_codes_known', 'end the old ones');
select is(pg_temp.ten('first', 1), 'lost', 'and the first form shows nothing that holds');

-- ---- off -----------------------------------------------------------------------------------------
select is(pg_temp.by_('Pia', 'totps_remove()', pg_temp.token('Pia4')), 'done', 'she turns it off');
select is(array[needs_factor(pg_temp.who('Pia')), recovery_left() > 0], '{f,f}', 'nothing is asked for, and no code recovers anything');
select is(pg_temp.recovers('CODE12'), 'recovery_codes_known', 'not even a good one');
select pg_temp.by_('Ruta', format('totps_offer(%L, %L)', md5('Ruta'), pg_temp.sealed('1'))) \g /dev/null
select is(pg_temp.by_('Ruta', format('totps_confirm(5, %L, %L)', pg_temp.sent('Ruta', 1), pg_temp.token('Ruta2'))), 'done /me/second-factor/codes', 'a coordinator sets it up');
select is(pg_temp.seen('Ruta2', 'DESK'), 'ok somebody desk', 'and is at the desk');
select is(pg_temp.by_('Ruta', 'totps_remove()', pg_temp.token('Ruta2')), 'factors_desk_last', 'but cannot do without');
select pg_temp.by_('Ruta', format('totps_offer(%L, %L)', md5('Ruta'), pg_temp.sealed('2')), pg_temp.token('Ruta2')) \g /dev/null
select is(pg_temp.by_('Ruta', format('totps_confirm(5, %L, %L)', pg_temp.sent('Ruta', 2), pg_temp.token('Ruta3')), pg_temp.token('Ruta2')),
	'done /me/second-factor/codes', 'another phone');
select is((select count(*)::int from data.totps where person_id = pg_temp.who('Ruta')), 1, 'takes the old one''s place');
update data.people set state = 'suspended' where id = pg_temp.who('Ruta');
insert into data.logins (community_id, person_id, token_hash, ends_at)
values (pg_temp.at('factest'), pg_temp.who('Ruta'), pg_temp.token('Ruta4'), data.app_now() + interval '1 day') \g /dev/null
select is(pg_temp.seen('Ruta4', w), e, 'somebody suspended, between the steps, at ' || w) from (values
	('HALF', 'ok somebody'), ('BARRED', 'NC403'), ('DESK', 'NC403'), ('GUEST', 'ok')) t (w, e);
select is(pg_temp.seen('Ruta3', w), e, 'and after both at ' || w) from (values ('BARRED', 'ok somebody'), ('HALF', 'NC423'), ('DESK', 'NC423')) t (w, e);

-- ---- an address and the way back -------------------------------------------------------------------
create function pg_temp.asks(to_ text, browser text default 'firefox') returns text language sql as $$
	select split_part(pg_temp.by_('Tess', format('addresses_new(%L, %L, %L)', to_, browser, 'home')), ' ', 2) $$;
create function pg_temp.coded(ref text) returns text language sql as $$ select secret from data.outbox where about ->> 'code' = ref $$;
select pg_temp.asks('tess@new.example') as tess \gset
select is(mailed_codes_try('address', :'tess', '1', 'firefox'), 'wrong', 'a wrong code is counted');
select is(mailed_codes_try('address', :'tess', '1', 'chrome'), 'other', 'in another browser not');
select is(mailed_codes_try('proof', :'tess', pg_temp.coded(:'tess'), 'firefox'), 'other', 'it proves nothing else');
select is((select tries from data.mailed_codes where ref = :'tess'), 1, 'one so far');
select is(pg_temp.by_('Tess', format('addresses_enter(%L, %L, %L, %L)', :'tess', pg_temp.coded(:'tess'), 'firefox', 'right one')), 'done', 'the right one');
select is(pg_temp.by_('Tess', format('addresses_enter(%L, %L, %L, %L)', :'tess', pg_temp.coded(:'tess'), 'firefox', 'right two')), 'mailed_codes_spent', 'once');
select is((select address::text from data.accounts where person_id = pg_temp.who('Tess')), 'tess@new.example', 'is hers now');
select visit_as(pg_temp.at('factest'), null) \g /dev/null
select is((select answer from addresses_undo('right two')), 'absent', 'another right does nothing');
select pg_temp.made('Newt') \g /dev/null
update data.accounts set address = 'tess@fac.example' where person_id = pg_temp.who('Newt');
select is((select answer || ' ' || said from addresses_undo('right one')), 'lost addresses_undo_lost', 'not over somebody who has the old one by now');
update data.accounts set address = 'newt@fac.example' where person_id = pg_temp.who('Newt');
select is((select answer from addresses_undo('right one')), 'done', 'the right one puts it back');
select is((select address::text from data.accounts where person_id = pg_temp.who('Tess')), 'tess@fac.example', 'as it was');
select is((select answer from addresses_undo('right one')), 'absent', 'once');
select is(pg_temp.seen('Tess', 'MEMBER'), 'NC401', 'and ends all logins');
select is((select count(*)::int from data.mailed_codes where person_id = pg_temp.who('Tess') and used_at is null), 0, 'and all codes that wait');

-- ---- every named constraint -------------------------------------------------------------------------
create function pg_temp.code_of(cols text, vals text) returns text language sql as $$
	select format('insert into data.mailed_codes (community_id, person_id, purpose, address, browser_hash, code_hash, ends_at%s) values (%s, %s, %s)',
	    cols, pg_temp.at('factest'), pg_temp.who('Sol'), vals) $$;
create function pg_temp.recovery(vals text) returns text language sql as $$
	select format('insert into data.recovery_codes (community_id, person_id, code_hash, batch) values (%s, %s, %s)', pg_temp.at('factest'), pg_temp.who('Sol'), vals) $$;
create function pg_temp.change(vals text) returns text language sql as $$
	select format('insert into data.address_changes (community_id, person_id, old_address, new_address, right_hash, ends_at) values (%s, %s, %s, now())',
	    pg_temp.at('factest'), pg_temp.who('Sol'), vals) $$;
create function pg_temp.totp(state text, seed text) returns text language sql as $$
	select format('insert into data.totps (person_id, community_id, state, seed) values (%s, %s, %L, %L)', pg_temp.who('Sol'), pg_temp.at('factest'), state, seed) $$;
insert into data.recovery_codes (community_id, person_id, code_hash, batch)
values (pg_temp.at('factest'), pg_temp.who('Sol'), pg_temp.token('c'), pg_temp.token('c'));
select is(pg_temp.breaks(statement), wanted, wanted) from (values
	('logins_factor_known', $$update data.logins set factor = 'luck', factor_at = now()$$),
	('logins_factor_dated', $$update data.logins set factor_at = now() where factor = ''$$),
	('totps_state_known', pg_temp.totp('lost', pg_temp.sealed('1'))),
	('totps_seed_sealed', pg_temp.totp('on', 'JBSWY3DPEHPK3PXP')),
	('totps_last_step_range', 'update data.totps set last_step = -1'),
	('recovery_codes_code_form', pg_temp.recovery(format('%L, %L', 'CODE', pg_temp.token('b')))),
	('recovery_codes_batch_form', pg_temp.recovery(format('%L, %L', pg_temp.token('b'), 'form'))),
	('recovery_codes_code_once', pg_temp.recovery(format('%L, %1$L', pg_temp.token('c')))),
	('mailed_codes_purpose_known', pg_temp.code_of('', $$'fun', 'a@b.example', '', '', now()$$)),
	('mailed_codes_address_length', pg_temp.code_of('', $$'proof', 'a', '', '', now()$$)),
	('mailed_codes_tries_five', pg_temp.code_of(', tries', $$'proof', 'a@b.example', '', '', now(), 6$$)),
	('mailed_codes_next_local', pg_temp.code_of(', next_path', $$'proof', 'a@b.example', '', '', now(), '//evil.example'$$)),
	('mailed_codes_ref_once', pg_temp.code_of(', ref', format($$'proof', 'a@b.example', '', '', now(), %L$$, :'tess'))),
	('address_changes_right_form', pg_temp.change($$'a@b.example', 'c@b.example', 'right'$$)),
	('address_changes_differ', pg_temp.change(format($$'a@b.example', 'A@b.example', %L$$, pg_temp.token('d')))),
	('address_changes_right_once', pg_temp.change(format($$'a@b.example', 'c@b.example', %L$$,
	    (select right_hash from data.address_changes where person_id = pg_temp.who('Tess')))))) t (wanted, statement);
select is(array(select c.conname::text from pg_constraint c where c.connamespace = 'data'::regnamespace and c.contype in ('c', 'u')
	and c.conrelid in ('data.totps'::regclass, 'data.recovery_codes'::regclass, 'data.mailed_codes'::regclass, 'data.address_changes'::regclass)
	and c.conname not in (select name from broken where name is not null) order by 1), '{}', 'all of them');
select is(has_table_privilege('nocape_web', 'data.' || t, 'select'), false, 'the web reads no row of ' || t)
from unnest('{totps,recovery_codes,mailed_codes,address_changes}'::text[]) t;
select is(has_column_privilege('nocape_web', 'data.people', 'has_factor', 'select'), false, 'nor who has a second step');

select * from finish();
rollback;
