-- Two people kept apart: from where, what ends, what is not there any more,
-- and that nothing tells of it.
begin;
\ir ../lib/match.sql
select no_plan();
create function pg_temp.pref(who text) returns text language sql as $$ select ref from data.people where id = pg_temp.person(who) $$;
create function pg_temp.does(who text, deed text) returns text language plpgsql as $$
declare
	a answer;
	broke text;
	code text;
begin
	perform pg_temp.i_am(who);
	execute 'select * from ' || deed into a;
	return a.answer;
exception when others then
	get stacked diagnostics broke = constraint_name, code = returned_sqlstate;
	return coalesce(nullif(broke, ''), code);
end $$;
create function pg_temp.apart(who text, match text, whom text) returns text language sql as $$
	select pg_temp.does(who, format('blocks_new(%L, %L)', match, pg_temp.pref(whom))) $$;
select pg_temp.match_in('closed') as m \gset
create temp table t as select pg_temp.task(2) as id;
create function pg_temp.t() returns bigint language sql as $$ select id from t $$;
create function pg_temp.tref() returns text language sql as $$ select ref from data.tasks where id = pg_temp.t() $$;
create function pg_temp.there(who text) returns bool language plpgsql as $$
begin
	perform pg_temp.i_am(who);
	return (select pg_temp.t() <> all (barred_tasks()) and task_named(pg_temp.tref()) is not null);
end $$;
create function pg_temp.claims(who text) returns text language sql as $$
	select pg_temp.does(who, format('claims_new(%L, ''lead'', '''', true)', pg_temp.tref())) $$;
grant select on t to nocape_web;

-- ---- from where --------------------------------------------------------------------
select is(array[pg_temp.apart('Gus', :'m', 'Tom'), pg_temp.apart('Ruth', :'m', 'Tom'), pg_temp.apart('Sid', :'m', 'Amina')], '{absent,absent,absent}', 'who is not of a match finds nobody there');
select is(pg_temp.apart('Amina', :'m', 'Sid'), 'blocks_person_known', 'nobody who is not of it');
select is(pg_temp.apart('Amina', :'m', 'Joan'), 'blocks_person_known', 'nor one’s own colleague');
select is(array[pg_temp.there('Tom'), pg_temp.there('Sid')], '{t,t}', 'before, the task is there');

-- ---- what ends, and what is there no more -----------------------------------------------
savepoint clean;
select is(pg_temp.claims('Tom'), 'done', 'Tom raises a hand');
select is(pg_temp.apart('Amina', :'m', 'Tom'), 'done', 'Amina wants not to meet him');
select is(pg_temp.apart('Amina', :'m', 'Tom'), 'done', 'twice is the same');
select is((select state || coalesce(reason, '') from data.claims where task_id = pg_temp.t()), 'declined', 'his hand is down');
select is((select waiting from data.tasks where id = pg_temp.t()), 0, 'and counted no more');
select is((select string_agg(kind || coalesce(about ->> 'why', ''), ', ' order by id) from data.outbox where community_id = pg_temp.here() and person_id = pg_temp.person('Tom') and kind <> 'claim_received'), 'claim_endedended', 'with the mail of any other ending');
select is(array[pg_temp.there('Tom'), pg_temp.there('Sid'), pg_temp.there('Amina'), pg_temp.there('Ruth'), pg_temp.there(null)], '{f,t,t,t,t}', 'the task is not there for him, and for all others');
select is(pg_temp.claims('Tom'), 'absent', 'he raises no hand for it');
select is(match_made(pg_temp.t(), pg_temp.person('Tom'), 'lead', pg_temp.person('Ruth')), null, 'and takes no seat');
select is(pg_temp.does('Ruth', format('invitations_new(%L, %L, ''lead'', '''')', pg_temp.tref(), pg_temp.pref('Tom'))), 'absent', 'nobody invites him to it');
select is(pg_temp.person('Tom') = any (barred_people(pg_temp.t())), true, 'nor is he among who suits');
select is((select count(*) from data.audit where deed = 'blocks_new' and why = '' and community_id = pg_temp.here()), 1::bigint, 'it is in the trail, once');
create function pg_temp.rows_(who text) returns bigint language plpgsql as $$
declare
	n bigint;
begin
	perform pg_temp.i_am(who);
	set local role nocape_web;
	select count(*) into n from data.blocks;
	reset role;
	return n;
end $$;
select is(array[pg_temp.rows_('Amina'), pg_temp.rows_('Tom'), pg_temp.rows_('Joan'), pg_temp.rows_('Ruth'), pg_temp.rows_(null)], '{1,0,0,0,0}', 'only she reads that it is so');
select is((select string_agg(name, '') from (select pg_temp.i_am('Amina')) i, blocks_mine()), 'Tom', 'by name');
select is(pg_temp.does('Tom', format('blocks_end(%L)', pg_temp.pref('Amina'))), 'absent', 'he undoes nothing');
select is(pg_temp.does('Amina', format('blocks_end(%L)', pg_temp.pref('Tom'))), 'done', 'she does');
select is(pg_temp.there('Tom'), true, 'then it is there again');
rollback to clean;
select is(pg_temp.does('Ruth', format('invitations_new(%L, %L, ''lead'', '''')', pg_temp.tref(), pg_temp.pref('Tom'))), 'done', 'Tom is invited');
select is(pg_temp.apart('Tom', :'m', 'Amina'), 'done', 'Tom wants not to meet Amina');
select is((select state from data.invitations where task_id = pg_temp.t()), 'declined', 'the invitation is as if he had said no');
select is((select count(*) from data.outbox where kind = 'invitation_cancelled' and community_id = pg_temp.here()), 0::bigint, 'without a mail to him');
select is(array[pg_temp.there('Tom'), pg_temp.there('Amina')], '{f,t}', 'it works both ways; her own stays hers');
update data.memberships set left_at = app_now() where person_id = pg_temp.person('Amina');
select is(pg_temp.there('Tom'), true, 'once she has left, her group is there for him');
rollback to clean;
-- somebody joins the group after the hand was raised: neither side is told why
create function pg_temp.joins(blocker text, blocked text) returns void language sql as $$
	insert into data.blocks (person_id, blocked_id, community_id) values (pg_temp.person(blocker), pg_temp.person(blocked), pg_temp.here());
	insert into data.memberships (group_id, person_id, community_id) values (pg_temp.grp('Food bank'), pg_temp.person('Kay'), pg_temp.here()) $$;
create function pg_temp.ended(blocker text, blocked text) returns text language plpgsql as $$
declare
	c data.claims;
	said text;
begin
	perform pg_temp.claims('Una');
	perform pg_temp.joins(blocker, blocked);
	perform pg_temp.i_am('Ruth');
	select * into c from data.claims where task_id = pg_temp.t();
	select a.answer || ' ' || a.said into said from claims_approve(c.ref) a;
	select concat_ws(' ', said, o.state, o.decided_by) into said from data.claims o where o.id = c.id;
	return said || ', ' || (select string_agg(o.kind || coalesce(o.about ->> 'why', ''), ' ' order by o.id) from data.outbox o
	    where o.person_id = pg_temp.person('Una') and o.kind like 'claim%');
end $$;
savepoint raised;
select is(pg_temp.ended('Kay', 'Una'), 'lost claims_ended_lost declined, claim_received claim_endedended', 'a claim that came behind a block ends as any that came to nothing');
select is((select waiting from data.tasks where id = pg_temp.t()), 0, 'and waits no more');
rollback to raised;
select is(pg_temp.ended('Una', 'Kay'), 'lost claims_ended_lost declined, claim_received claim_endedended', 'whoever of the two wished for it');
rollback to raised;
select is(pg_temp.does('Ruth', format('invitations_new(%L, %L, ''lead'', '''')', pg_temp.tref(), pg_temp.pref('Una'))), 'done', 'Una is invited');
select pg_temp.joins('Kay', 'Una') \g /dev/null
select is(pg_temp.does('Una', format('invitations_accept(%L)', (select ref from data.invitations where task_id = pg_temp.t()))), 'lost', 'her yes comes to nothing');
select is((select state from data.invitations where task_id = pg_temp.t()), 'cancelled', 'the invitation is over');
select is((select string_agg(about ->> 'why', '') from data.outbox where kind = 'invitation_cancelled' and person_id = pg_temp.person('Una')), 'desk', 'with the mail of any other');
rollback to clean;
-- two volunteers of one task
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat) select pg_temp.here(), m.task_id, m.request_id, m.group_id, pg_temp.person('Sid'), 'second' from data.matches m where m.ref = :'m';
select is(pg_temp.apart('Sid', :'m', 'Tom'), 'done', 'one volunteer of another');
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat) select pg_temp.here(), id, request_id, group_id, pg_temp.person('Tom'), 'lead' from data.tasks where id = pg_temp.t();
select is(array[pg_temp.there('Sid'), pg_temp.there('Tom'), pg_temp.there('Una')], '{f,t,t}', 'does not sit beside him');
select is(pg_temp.does('Sid', format('claims_new(%L, ''second'', '''', true)', pg_temp.tref())), 'absent', 'nor asks to');
rollback to clean;
select throws_ok(format('insert into data.blocks (person_id, blocked_id, community_id) values (%1$s, %1$s, %2$s)', pg_temp.person('Tom'), pg_temp.here()),
	'23514', null, 'nobody is kept apart from themselves');
do $$
declare
	broke text;
begin
	insert into data.blocks (person_id, blocked_id, community_id) values (pg_temp.person('Tom'), pg_temp.person('Tom'), pg_temp.here());
exception when check_violation then
	get stacked diagnostics broke = constraint_name;
	perform set_config('test.broke', broke, true);
end $$;
select is(current_setting('test.broke'), 'blocks_blocked_not_self', 'by its name');
select * from finish();
rollback;
