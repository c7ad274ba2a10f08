-- What is told in confidence: who may tell it from where, who reads it and who
-- does not, its states and every named constraint.
begin;
\ir ../lib/match.sql
select no_plan();
update data.communities set trusted_role = 'The chair', trusted_mail = 'Chair <chair@pgtap.example>' where id = pg_temp.here();
insert into data.people (community_id, name) select pg_temp.here(), n from unnest('{Ines,Saff,Sue}'::text[]) n;
insert into data.coordinators (person_id, community_id) values (pg_temp.person('Ines'), pg_temp.here());
insert into data.safeguarders (person_id, community_id) values (pg_temp.person('Saff'), pg_temp.here());
create function pg_temp.pref(who text) returns text language sql as $$ select ref from data.people where id = pg_temp.person(who) $$;
create function pg_temp.am(who text) returns void language sql as $$
	select set_config('app.person', coalesce(pg_temp.person(who)::text, ''), false),
	    set_config('app.desk', case when who in ('Ruth', 'Ines') then 't' else 'f' end, false) $$;
create function pg_temp.does(who text, deed text) returns text language plpgsql as $$
declare
	a answer;
	broke text;
	code text;
begin
	perform pg_temp.am(who);
	execute 'select * from ' || deed into a;
	return a.answer;
exception when others then
	get stacked diagnostics broke = constraint_name, code = returned_sqlstate;
	return coalesce(nullif(broke, ''), code);
end $$;
create function pg_temp.tells(who text, what text, subject text, way text default 'desk', about text default '', kind text default 'mocked')
returns text language sql as $$
	select pg_temp.does(who, format('reports_new(%L, %L, %L, %L, ''CANARY words'', %L)', what, subject, about, kind, way)) $$;
create function pg_temp.last() returns text language sql as $$ select ref from data.reports where community_id = pg_temp.here() order by id desc limit 1 $$;
create function pg_temp.reads(who text) returns text language plpgsql as $$
declare
	n text;
	one text := pg_temp.last();
begin
	perform pg_temp.am(who);
	set local role nocape_web;
	select concat((select count(*) from data.reports r where r.ref = one), (select count(*) from reports_seen(one))) into n;
	reset role;
	return n;
end $$;
grant execute on all functions in schema pg_temp to nocape_web;
create function pg_temp.mailed() returns text language sql as $$
	select string_agg(o.kind || ' ' || coalesce(p.name, o.address), ', ' order by o.kind, p.name) from data.outbox o left join data.people p on p.id = o.person_id
	where o.community_id = pg_temp.here() and o.kind like 'report%' $$;

-- ---- from where ------------------------------------------------------------------
select pg_temp.match('Tom') as m \gset
with x as (insert into data.messages (community_id, request_id, match_id, author_id, body)
	select pg_temp.here(), m.request_id, m.id, pg_temp.person('Tom'), 'CANARY message' from data.matches m where m.ref = :'m' returning ref) select ref as said from x \gset
with x as (insert into data.messages (community_id, request_id, author_id, body)
	select pg_temp.here(), m.request_id, pg_temp.person('Ruth'), 'From the desk' from data.matches m where m.ref = :'m' returning ref) select ref as desk_said from x \gset
update data.requests set sent_at = app_now() where id = (select request_id from data.matches where ref = :'m');
select r.ref as r from data.requests r join data.matches m on m.request_id = r.id where m.ref = :'m' \gset
savepoint clean;
select is(array[pg_temp.tells('Gus', 'match', :'m'), pg_temp.tells('Sid', 'message', :'said'), pg_temp.tells('Tom', 'request', :'r'),
	pg_temp.tells('Ruth', 'match', :'m'), pg_temp.tells(null, 'match', :'m'), pg_temp.tells('Tom', 'message', :'said'),
	pg_temp.tells('Tom', 'message', :'desk_said')], array_fill('absent'::text, '{7}'), 'nobody tells of what they do not see, or of their own words');
select is((select string_agg(name || ' ' || role, ', ') from (select pg_temp.am('Amina')) i, report_people('match', :'m')), 'Tom volunteer', 'the group may name the volunteer');
select is((select string_agg(name || ' ' || role, ', ') from (select pg_temp.am('Tom')) i, report_people('match', :'m')), 'Amina group, Joan group', 'the volunteer the group');
select is((select string_agg(name || ' ' || role, ', ') from (select pg_temp.am('Amina')) i, report_people('request', :'r')), 'Ruth coordinator, Tom volunteer', 'or whoever wrote from the desk');
select is(pg_temp.tells('Amina', 'match', :'m', 'desk', pg_temp.pref('Gus')), 'reports_about_known', 'but nobody else');

-- ---- to the desk -------------------------------------------------------------------
select is(pg_temp.tells('Amina', 'message', :'said'), 'done', 'Amina tells of a message');
select is((select concat_ws('/', p.name, r.copy, r.copied_from = x.created_at, r.state, r.look_by = working_days(2)) from data.reports r
	join data.people p on p.id = r.about_id join data.messages x on x.ref = :'said' where r.ref = pg_temp.last()),
	'Tom/CANARY message/t/sent/t', 'its author and its words are kept, and a day is promised');
update data.messages set body = 'changed' where ref = :'said';
select is((select copy from data.reports where ref = pg_temp.last()), 'CANARY message', 'as it stood');
select is(pg_temp.mailed(), 'report_new Ines, report_new Ruth', 'the desk hears that something waits');
select is(array[pg_temp.reads('Amina'), pg_temp.reads('Ruth'), pg_temp.reads('Tom'), pg_temp.reads('Joan'), pg_temp.reads('Saff'), pg_temp.reads(null)],
	'{11,11,00,00,00,00}', 'she and the desk read it, nobody else: Tom does not learn of it');
select pg_temp.am('Ruth') \g /dev/null
select is((select string_agg(why, ',') from desk_queue() where why = 'report'), 'report', 'it waits on the desk');
select is(array[pg_temp.does('Tom', format('reports_look(%L)', pg_temp.last())), pg_temp.does('Amina', format('reports_decide(%L, ''x'')', pg_temp.last())),
	pg_temp.does('Saff', format('reports_decide(%L, ''x'')', pg_temp.last()))], '{absent,absent,absent}', 'nobody else decides, its author neither');
select is(pg_temp.does('Ruth', format('reports_look(%L)', pg_temp.last())), 'done', 'Ruth looks after it');
select is(pg_temp.does('Ines', format('reports_look(%L)', pg_temp.last())), 'lost', 'once');
select is(pg_temp.does('Ines', format('reports_decide(%L, ''We talked'')', pg_temp.last())), 'done', 'and somebody ends it');
select is(pg_temp.does('Ruth', format('reports_decide(%L, ''Again'')', pg_temp.last())), 'lost', 'once');
select is((select state || ' ' || decision from data.reports where ref = pg_temp.last()), 'decided We talked', 'with words');
select is(pg_temp.mailed(), 'report_ended Amina, report_new Ines, report_new Ruth', 'which Amina hears of');
select is((select count(*) from desk_queue() where why = 'report'), 0::bigint, 'it waits no more');
select is((select string_agg(deed || ' ' || why, ', ' order by id) from data.audit where community_id = pg_temp.here() and kind = 'report'),
	'reports_new desk, reports_look desk, reports_decide desk', 'each step is in the trail');
rollback to clean;
select is(pg_temp.tells('Tom', 'match', :'m', 'desk', pg_temp.pref('Joan')), 'done', 'a volunteer tells of somebody of the group');
select is(array[pg_temp.reads('Tom'), pg_temp.reads('Joan'), pg_temp.reads('Amina'), pg_temp.reads('Ines')], '{11,00,00,11}', 'whom nobody of the group reads');
select is(pg_temp.does('Ruth', format('reports_decide(%L, ''x'')', pg_temp.last())), 'done', 'deciding looks first');
rollback to clean;

-- ---- a coordinator is the trouble ------------------------------------------------------
select is(pg_temp.tells('Amina', 'message', :'desk_said'), 'done', 'of a coordinator');
select is(array[pg_temp.reads('Ruth'), pg_temp.reads('Ines')], '{00,11}', 'that one never reads it, another does');
select is(pg_temp.mailed(), 'report_new Ines', 'and is told alone');
select pg_temp.am('Ruth') \g /dev/null
select is((select count(*) from desk_queue() where why = 'report'), 0::bigint, 'no count tells Ruth');
select is(pg_temp.does('Ruth', format('reports_decide(%L, ''x'')', pg_temp.last())), 'absent', 'she decides nothing of it');
rollback to clean;
insert into data.memberships (group_id, person_id, community_id, left_at) values (pg_temp.grp('Food bank'), pg_temp.person('Ines'), pg_temp.here(), app_now());
select is(pg_temp.tells('Amina', 'match', :'m'), 'done', 'a coordinator who was of the group');
select is(array[pg_temp.reads('Ines'), pg_temp.reads('Ruth')], '{00,11}', 'has a part in it');
rollback to clean;
delete from data.coordinators where person_id = pg_temp.person('Ines');
select pg_temp.am('Amina') \g /dev/null
select is((select concat_ws(' ', desk, trusted, safeguarding, only_coordinator) from report_ways('request', :'r')), 't t t Ruth', 'with one coordinator the form says so');
select is((select concat_ws(' ', desk, trusted) from report_ways('message', :'desk_said')), 'f t', 'and of a message of theirs that it goes past the desk');
select is(pg_temp.tells('Amina', 'request', :'r', 'desk', pg_temp.pref('Ruth')), 'reports_way_apart', 'nobody reads of themselves');
select is(pg_temp.tells('Amina', 'request', :'r', 'trusted', pg_temp.pref('Ruth')), 'done', 'so it goes past them');
rollback to clean;

-- ---- past the coordinators ----------------------------------------------------------------
select is(pg_temp.tells('Amina', 'match', :'m', 'trusted'), 'done', 'past the coordinators');
select is(array[pg_temp.reads('Ruth'), pg_temp.reads('Ines'), pg_temp.reads('Saff'), pg_temp.reads('Amina')], '{00,00,00,11}', 'none of them reads it');
select is(pg_temp.mailed(), 'report_trusted chair@pgtap.example', 'a mail goes to the address of the settings');
select is((select about::text from data.outbox where kind = 'report_trusted' and community_id = pg_temp.here()), '{}', 'which says nothing of it');
select secret as key from data.outbox where kind = 'report_trusted' and community_id = pg_temp.here() \gset
select matches(:'key'::text, '^[0-9a-f]{32}$', 'its right is 128 bits');
select is((select count(*) from data.reports r where r::text like '%' || :'key' || '%'), 0::bigint, 'of which a hash is kept');
select is(array[(select state from report_right_state(:'key')), (select state from report_right_state(repeat('0', 32)))], '{open,null}', 'the link leads there, another nowhere');
select is((select state from data.reports where ref = pg_temp.last()), 'sent', 'to knock is not to open');
select is((select words from reports_trusted_open(repeat('0', 32))), null, 'a wrong key opens nothing');
select is((select words from reports_trusted_open(:'key')), 'CANARY words', 'the right one shows it');
select is((select state from data.reports where ref = pg_temp.last()), 'looked_at', 'and it is looked at');
savepoint opened;
select is(reports_right_change('pgtap-match', pg_temp.last(), 'revoke'), 'revoke', 'the operator ends the link');
select is((select state from report_right_state(:'key')), null, 'then it leads nowhere');
select is(reports_right_change('pgtap-match', pg_temp.last(), 'send'), 'send', 'or sends a new one');
select is((select count(*) from report_right_state(:'key')), 0::bigint, 'and the one before is dead');
rollback to opened;
update data.clock set ahead = ahead + interval '91 days';
select set_config('app.ahead', '', false) \g /dev/null
select is((select state || decided from report_right_state(:'key')), 'closedfalse', 'after 90 days it is over');
select is((reports_trusted_decide(:'key', 'x')).answer, 'lost', 'and writes no ending');
rollback to opened;
select is((reports_trusted_decide(repeat('0', 32), 'x')).answer, 'absent', 'a wrong key writes none');
select is((reports_trusted_decide(:'key', 'The chair talked to her')).answer, 'done', 'the right one does');
select is((select state || decided from report_right_state(:'key')), 'closedtrue', 'and has done its work');
select is((select count(*) from reports_trusted_open(:'key')), 0::bigint, 'it shows nothing any more');
select is((reports_trusted_decide(:'key', 'x')).answer, 'lost', 'nor writes');
-- Whoever is signed in there is who sent the form, whatever comes of it.
create function pg_temp.sender_after(key text) returns text language plpgsql as $$
declare
	a answer;
begin
	perform pg_temp.am('Sue');
	a := reports_trusted_decide(key, 'x');
	return a.answer || case when me() = pg_temp.person('Sue') then '' else ' nobody' end;
end $$;
select is(pg_temp.sender_after(:'key'), 'lost', 'the form that was lost is its sender''s');
select is(pg_temp.sender_after(repeat('0', 32)), 'absent', 'as is one of a wrong key');
select is((select decision from data.reports where ref = pg_temp.last()), 'The chair talked to her', 'Amina reads the ending');
rollback to clean;
update data.communities set trusted_role = '', trusted_mail = '' where id = pg_temp.here();
select is(pg_temp.tells('Amina', 'match', :'m', 'trusted'), 'reports_way_known', 'without an address nobody is past them');
rollback to clean;

-- ---- safeguarding ---------------------------------------------------------------------------
select is(pg_temp.tells('Amina', 'match', :'m', 'safeguarding', '', 'at_risk'), 'done', 'a worry about a child');
select is(array[pg_temp.reads('Saff'), pg_temp.reads('Ruth'), pg_temp.reads('Ines'), pg_temp.reads('Tom'), pg_temp.reads('Sue')], '{11,00,00,00,00}', 'the named people read it alone');
select is(pg_temp.mailed(), 'report_safeguarding Saff', 'and hear of it');
select pg_temp.am('Ruth') \g /dev/null
select is((select count(*) from desk_queue() where why = 'report'), 0::bigint, 'no count of the desk tells of it');
select is(pg_temp.does('Ruth', format('reports_look(%L)', pg_temp.last())), 'absent', 'nor can the desk touch it');
select is(pg_temp.does('Saff', format('reports_decide(%L, ''The authority knows'')', pg_temp.last())), 'done', 'they end it');
rollback to clean;
select is(safeguarders_change('pgtap-match', 'ruth@pgtap.example', 'add'), 'add', 'the operator names somebody');
select is(safeguarders_change('pgtap-match', 'ruth@pgtap.example', 'add'), 'lost', 'once');
select is(safeguarders_change('pgtap-match', 'ruth@pgtap.example', 'remove'), 'remove', 'and takes it back');
select is(safeguarders_change('pgtap-match', 'nobody@pgtap.example', 'add'), 'absent', 'an address there is');
delete from data.safeguarders where community_id = pg_temp.here();
select set_config('app.community', pg_temp.here()::text, false) \g /dev/null
select is(pg_temp.tells('Amina', 'match', :'m', 'safeguarding'), 'reports_way_apart', 'with nobody there it goes nowhere');
rollback to clean;
-- One look for all of them says the same as one look each.
insert into data.safeguarders (person_id, community_id) select p.id, p.community_id from data.people p
where p.community_id = pg_temp.here() and p.name in ('Amina', 'Tom', 'Ruth', 'Sue', 'Gus');
insert into data.reports (community_id, author_id, about_id, request_id, match_id, kind, words, way, look_by)
select pg_temp.here(), a.id, b.id, m.request_id, case when n = 1 then m.id end, 'other', 'w', w, app_now()::date
from data.matches m, data.people a, (select p.id from data.people p where p.community_id = pg_temp.here() union all select null) b,
    generate_series(1, 2) n, unnest('{desk,safeguarding,trusted}'::text[]) w
where m.ref = :'m' and a.community_id = pg_temp.here() and a.id is distinct from b.id;
create function pg_temp.alike(who text) returns text language plpgsql as $$
declare
	seen bigint[];
	each bigint[];
begin
	perform pg_temp.am(who);
	seen := array(select x from my_reports() x order by x);
	each := array(select r.id from data.reports r where r.community_id = pg_temp.here() and data.report_apart(r, me())
	    and (r.way = 'desk' and at_desk() or r.way = 'safeguarding' and exists (select from data.safeguarders s where s.person_id = me()))
	    order by r.id);
	return case when seen is distinct from each then 'other' when seen = '{}' then 'none' else 'alike' end;
end $$;
select is(pg_temp.alike(n), a, n || ' looks after the same') from (values ('Ruth', 'alike'), ('Ines', 'alike'), ('Saff', 'alike'), ('Sue', 'alike'),
	('Gus', 'alike'), ('Amina', 'none'), ('Tom', 'alike'), ('Joan', 'none'), ('Sid', 'none')) v (n, a);
select pg_temp.am(null) \g /dev/null
select is((select count(*) from my_reports()), 0::bigint, 'nobody signed in, nothing');
rollback to clean;
select is((select string_agg(pg_temp.tells('Amina', 'match', :'m'), ' ') from generate_series(1, 11)), repeat('done ', 10) || 'NC429', 'ten an hour, each of which mails');

-- ---- every named constraint and transition ---------------------------------------------
create function pg_temp.set_(what text) returns text language plpgsql as $$
declare
	broke text;
begin
	execute format('update data.reports set %s where ref = %L', what, pg_temp.last());
	return 'nothing';
exception when others then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;
select is(pg_temp.set_($$kind = 'x'$$), 'reports_kind_known', 'a kind is known');
select is(pg_temp.set_($$words = ''$$), 'reports_words_length', 'there are words');
select is(pg_temp.set_($$copy = repeat('a', 4001)$$), 'reports_copy_length', 'a copy has its length');
select is(pg_temp.set_($$way = 'x'$$), 'reports_way_known', 'a way is known');
select is(pg_temp.set_($$decision = repeat('a', 1001)$$), 'reports_decision_length', 'an ending has its length');
select is(pg_temp.set_($$about_id = author_id$$), 'reports_about_not_self', 'it is not about oneself');
select is(pg_temp.set_($$looked_by = author_id$$), 'reports_looked_apart', 'its author does not look after it');
select is(pg_temp.set_(format('about_id = %1$s, looked_by = %1$s', pg_temp.person('Tom'))), 'reports_looked_apart', 'nor whom it is about');
select is(pg_temp.set_($$decided_by = author_id$$), 'reports_decided_apart', 'nor ends it');
select is(pg_temp.set_($$right_hash = 'x', way = 'trusted', right_ends_at = app_now()$$), 'reports_right_form', 'a right is a hash');
select is(pg_temp.set_($$right_hash = repeat('0', 64)$$), 'reports_right_trusted', 'of a link past the desk');
select is(pg_temp.set_(format('ref = %L', (select ref from data.reports where community_id = pg_temp.here() order by id limit 1))), 'reports_ref_once', 'a reference is there once');
create function pg_temp.moves(was text, becomes text) returns text language plpgsql as $$
declare
	broke text;
	one bigint;
begin
	insert into data.reports (community_id, author_id, request_id, kind, words, way, state, look_by, decision)
	select pg_temp.here(), pg_temp.person('Amina'), r.request_id, 'other', 'w', 'desk', was, '2026-01-01', 'd' from data.reports r where r.ref = pg_temp.last() returning id into one;
	update data.reports set state = becomes where id = one;
	raise exception using constraint = 'went', message = 'went';
exception when others then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;
select is(pg_temp.moves('gone', 'sent'), 'reports_state_known', 'a state is known');
select is((select string_agg(w || ' ' || b, ', ' order by w, b) from unnest('{sent,looked_at,decided}'::text[]) w,
	unnest('{sent,looked_at,decided}'::text[]) b where w <> b and pg_temp.moves(w, b) = 'went'), 'looked_at decided, sent looked_at', 'every transition, from every state');
select is(pg_temp.set_($$state = 'looked_at'$$) || pg_temp.set_($$state = 'decided'$$), 'nothingreports_decided_words', 'an ending has words');
create function pg_temp.breaks(statement text) returns text language plpgsql as $$
declare
	broke text;
begin
	execute statement;
	return 'nothing';
exception when others then
	get stacked diagnostics broke = constraint_name;
	return broke;
end $$;
select is(pg_temp.breaks($$update data.communities set trusted_role = '' where key = 'pgtap-match'$$), 'communities_trusted_both', 'who is past the desk has a name and an address');
select is(pg_temp.breaks(format('update data.messages set ref = %L where ref = %L', :'said', :'desk_said')), 'messages_ref_once', 'a message has its own reference');
select * from finish();
rollback;
