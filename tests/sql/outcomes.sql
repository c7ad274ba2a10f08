-- What came of it: what counts in which month, what is not known, and that
-- only counts come out.
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
begin;
set local client_min_messages = warning;
create extension if not exists pgtap with schema public;
select no_plan();

-- ---- a community at noon on 24 November 2026 ---------------------------------
update data.clock set ahead = '2026-11-24 12:00Z' - now();
insert into data.communities (key, name, zone) values ('outtest', 'Outcome test', 'Europe/London'),
	('outelse', 'Elsewhere', 'Europe/London');
create function pg_temp.at(key text) returns bigint language sql as $$ select id from data.communities c where c.key = at.key $$;
insert into data.people (community_id, name) select pg_temp.at('outtest'), n from unnest('{Amina,Tom,Sid}'::text[]) n;
insert into data.people (community_id, name) values (pg_temp.at('outelse'), 'Eve');
create function pg_temp.who(name text) returns bigint language sql as $$ select max(id) from data.people p where p.name = who.name $$;
insert into data.groups (community_id, name, does, state)
select id, 'Outcome test group', 'Food', 'vetted' from data.communities where key in ('outtest', 'outelse');
-- A request that had help to the end at `done`; its id.  Sent ten days before.
create function pg_temp.helped(done timestamptz, state text default 'closed', key text default 'outtest')
returns bigint language sql as $$
	insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses,
	    reach, pressing, measure, sent_at, read_at, matched_at, done_at)
	select g.community_id, g.id, pg_temp.who(case key when 'outtest' then 'Amina' else 'Eve' end), helped.state, 'List',
	    'g', 't', 'h', 'a', 's', 'u', 'here', 'soon', 'm', done - interval '10 days', done - interval '9 days',
	    done - interval '6 days', done
	from data.groups g where g.community_id = pg_temp.at(key) returning id
$$;
-- A finished task of it; its match's id.
create function pg_temp.task(request bigint, kind text, person text default 'Tom', state text default 'closed')
returns bigint language plpgsql as $$
declare
	t bigint;
	m bigint;
begin
	insert into data.tasks (community_id, request_id, group_id, state, kind, title, minutes, afar, place_id, published)
	select r.community_id, r.id, r.group_id, 'closed', task.kind, 'Talk', 60, task.kind <> 'on_site',
	    case task.kind when 'on_site' then 991000001 end, true
	from data.requests r where r.id = request returning id into t;
	insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat, state)
	select k.community_id, k.id, k.request_id, k.group_id, pg_temp.who(person), 'lead', task.state
	from data.tasks k where k.id = t returning id into m;
	return m;
end $$;
insert into data.places (id, name, region, country, latitude, longitude, people) values
	(991000001, 'Testing', 'North', 'XX', 50, 0, 900);
create function pg_temp.outcome(request bigint, worked text, at timestamptz, days int default 0) returns void language sql as $$
	insert into data.outcomes (request_id, after_days, community_id, worked, answered_by, answered_at)
	values (request, days, pg_temp.at('outtest'), worked, pg_temp.who('Amina'), at)
	on conflict (request_id, after_days) do update set worked = excluded.worked, answered_at = excluded.answered_at
$$;
create function pg_temp.told(match bigint, side text, worked text, minutes int, at timestamptz) returns void language sql as $$
	insert into data.feedback (match_id, side, community_id, author_id, worked, respected, again, minutes, created_at)
	values (match, side, pg_temp.at('outtest'), pg_temp.who(case side when 'group' then 'Amina' else 'Tom' end), worked,
	    'yes', 'yes', minutes, at)
$$;
create function pg_temp.guest(key text) returns void language sql as $$ select visit_as(pg_temp.at(key), null) $$;
create function pg_temp.figure(wanted text) returns text language sql as $$ select to_jsonb(f) ->> wanted from figures() f $$;
create function pg_temp.said(wanted bigint) returns text language sql as $$ select worked from requests_helped() where request = wanted $$;
select pg_temp.guest('outtest') \g /dev/null

-- ---- nothing yet -------------------------------------------------------------
select is((select to_jsonb(f) - 'read_days' - 'match_days' from figures() f), '{"asked": 0, "helped": 0, "yes": 0, "partly": 0,
	"unknown": 0, "no": 0, "later": 0, "later_yes": 0, "minutes": 0, "untold": 0, "read": 0, "matched": 0, "open": 0}',
	'a new community counts nothing');
select is(pg_temp.figure('read_days'), null, 'and does not know how long reading takes');
select is(pg_temp.figure('match_days'), null, 'nor how long a match takes');
select is_empty('select * from figures_months()', 'nor has it a month');
select is_empty('select * from figures_kinds()', 'nor a kind of help');

-- ---- which requests count, and in which month --------------------------------
select is(year_begins(), '2025-12-01'::date, 'the year begins with the month eleven months ago');
select pg_temp.helped('2025-11-30 23:30Z') \g /dev/null
select is(pg_temp.figure('helped'), '0', 'what ended before does not count');
select pg_temp.helped('2025-12-01 00:30Z') as first \gset
select is(pg_temp.figure('helped'), '1', 'what ended on its first day does');
select pg_temp.helped('2026-05-31 23:30Z') as summer \gset
select is((select month from requests_helped() where request = :summer), '2026-06-01'::date,
	'a month begins when it begins here, not in Greenwich');
select pg_temp.helped('2026-07-02 10:00Z', 'done') as done \gset
select is(pg_temp.figure('helped'), '3', 'also what is done and not closed yet');
select pg_temp.helped('2026-11-20 10:00Z', 'under_way') as again \gset
select is(pg_temp.figure('helped'), '4', 'also what needed more afterwards');
insert into data.requests (community_id, group_id, asked_by, sent_at) select community_id, group_id, asked_by, null
from data.requests where id = :done;
select is(pg_temp.figure('asked'), '3', 'asked is what was sent in these months; a draft was not');
select pg_temp.helped('2026-07-02 10:00Z', 'closed', 'outelse') \g /dev/null
select is(pg_temp.figure('helped'), '4', 'the next community counts for itself');
select results_eq('select month, helped from figures_months() order by month',
	$$values ('2025-12-01'::date, 1::bigint), ('2026-01-01', 0), ('2026-02-01', 0), ('2026-03-01', 0), ('2026-04-01', 0),
	('2026-05-01', 0), ('2026-06-01', 1), ('2026-07-01', 1), ('2026-08-01', 0), ('2026-09-01', 0), ('2026-10-01', 0),
	('2026-11-01', 1)$$, 'every month stands there, also the empty ones');

-- ---- whether it worked: the newest answer --------------------------------------
select pg_temp.task(:first, 'call') as call \gset
select is(pg_temp.said(:first), 'unknown', 'a group that was silent: not known');
select pg_temp.outcome(:first, 'yes', '2025-12-01 00:30Z') \g /dev/null
select is(pg_temp.said(:first), 'yes', 'it confirmed');
select pg_temp.told(:call, 'volunteer', 'no', 50, '2025-12-04 10:00Z') \g /dev/null
select is(pg_temp.said(:first), 'yes', 'what the volunteer thinks of it does not count');
select pg_temp.told(:call, 'group', 'partly', 90, '2025-12-03 10:00Z') \g /dev/null
select is(pg_temp.said(:first), 'partly', 'later it said: in part');
select pg_temp.outcome(:first, 'no', '2025-12-20 10:00Z') \g /dev/null
select is(pg_temp.said(:first), 'no', 'then: no');
select pg_temp.outcome(:first, 'unknown', '2026-01-20 10:00Z', 30) \g /dev/null
select is(pg_temp.said(:first), 'unknown', 'after 30 days: not known');
insert into data.outcomes (request_id, after_days, community_id) values (:first, 90, pg_temp.at('outtest'));
select is(pg_temp.figure('later'), '0', 'after 90 days asked and not answered: not counted');
select pg_temp.outcome(:first, 'yes', '2026-03-20 10:00Z', 90) \g /dev/null
select is(pg_temp.said(:first), 'yes', 'after 90 days: yes');
select pg_temp.outcome(:summer, 'no', '2026-09-20 10:00Z', 90) \g /dev/null
select pg_temp.outcome(:done, 'yes', '2026-07-02 10:00Z') \g /dev/null
select is((select array[yes, partly, unknown, no, later, later_yes] from figures()), '{2,0,1,1,2,1}', 'all of it, counted');
select is((select sum(yes)::text || sum(partly) || sum(unknown) || sum(no) from figures_months()), '2011',
	'the months add up to the same');

-- ---- hours and kinds -----------------------------------------------------------
select is((select array[minutes, untold] from figures()), '{50,0}', 'minutes are the volunteer’s, not added to the group’s');
select pg_temp.task(:summer, 'on_site') as visit \gset
select is((select array[minutes, untold] from figures()), '{50,1}', 'minutes that nobody told are not guessed');
select pg_temp.told(:visit, 'group', 'no', 200, '2026-06-05 10:00Z') \g /dev/null
select is((select array[minutes, untold] from figures()), '{250,0}', 'the group’s minutes where the volunteer told none');
select pg_temp.task(:done, 'call', 'Sid', 'released') \g /dev/null
select pg_temp.task(:done, 'call', 'Tom', 'confirmed') as confirmed \gset
select pg_temp.told(:confirmed, 'volunteer', 'yes', 30, '2026-07-05 10:00Z') \g /dev/null
select results_eq('select kind, helped, minutes, later, later_yes from figures_kinds() order by kind',
	$$values ('call', 2::bigint, 80::bigint, 1::bigint, 1::bigint), ('on_site', 1, 200, 1, 0)$$,
	'by kind: who gave up does not count');

-- ---- how long it takes -----------------------------------------------------------
select pg_temp.helped('2026-10-01 10:00Z') \g /dev/null
select is((select array[read, matched] from figures()), '{4,4}', 'four were read and matched');
select is(pg_temp.figure('read_days'), null, 'from four we say nothing');
select is(pg_temp.figure('match_days'), null, 'about a match neither');
select pg_temp.helped('2026-10-02 10:00Z') as fifth \gset
select is(pg_temp.figure('match_days'), '4', 'from five we do: days until half had a match');
update data.requests set sent_at = '2026-09-04 09:00Z', read_at = '2026-09-08 09:00Z', matched_at = '2026-09-15 09:00Z'
where community_id = pg_temp.at('outtest') and sent_at is not null;
select is(pg_temp.figure('read_days'), '2', 'from Friday to Tuesday are two working days');
select is(pg_temp.figure('match_days'), '11', 'a match is counted in days of the calendar');
update data.requests set read_at = sent_at + interval '1 hour', matched_at = sent_at + interval '2 hours'
where community_id = pg_temp.at('outtest') and sent_at is not null;
select is((select array[read_days, match_days] from figures()), '{1,1}', 'the same day is told as one day or less');
update data.requests set read_at = null, matched_at = null where id in (:fifth, :done);
select is((select array[read, matched] from figures()), '{5,5}', 'what waits still is not counted as quick');

-- ---- open tasks ------------------------------------------------------------------
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, state)
select community_id, id, group_id, 'call', 'Talk', 60, true, p, s from data.requests,
	(values (true, 'open'), (false, 'open'), (true, 'filled')) v (p, s) where id = :again;
select is(pg_temp.figure('open'), '1', 'open means published and with a seat free');

-- ---- only counts, to anybody -------------------------------------------------------
select is(array(select distinct a.t::regtype::text from pg_proc p, unnest(p.proallargtypes, p.proargnames) a (t, name)
	where p.oid in ('figures()'::regprocedure, 'figures_months()'::regprocedure, 'figures_kinds()'::regprocedure)
	and a.name <> 'kind' order by 1), '{bigint,date,integer}', 'numbers and months come out, nothing else');
set local role nocape_web;
select is(pg_temp.figure('helped'), '6', 'a guest may read them');
select is((select sum(helped) from figures_months()), 6::numeric, 'month by month');
select is((select count(*) from data.requests), 0::bigint, 'and sees no request');
select throws_ok('select * from requests_helped()', '42501', null, 'which requests they are stays inside');
select throws_ok('select * from data.figures', '42501', null, 'nor what was kept of others');
reset role;

-- ---- kept by the steward -------------------------------------------------------------
create function pg_temp.keeps() returns bool language sql as $$
	select figures_keep() > 0 from pg_temp.guest('outtest') $$;
create function pg_temp.kept() returns text language sql as $$
	select (f.of_year ->> 'helped') || ' ' || jsonb_array_length(f.of_months) from data.figures f where f.community_id = pg_temp.at('outtest') $$;
select ok(pg_temp.keeps(), 'the steward counts');
select is(pg_temp.kept(), '6 12', 'and keeps what it counted');
update data.requests set state = 'withdrawn' where id = :again;
select pg_temp.guest('outtest') \g /dev/null
select is(pg_temp.figure('helped'), '6', 'until then it is told as it was');
update data.figures set took = '1 second';
update data.clock set ahead = ahead + interval '30 seconds';
select ok(not pg_temp.keeps(), 'what takes a second is counted every forty');
update data.clock set ahead = ahead + interval '15 seconds';
select ok(pg_temp.keeps(), 'and then again');
select pg_temp.guest('outtest') \g /dev/null
select is(pg_temp.figure('helped'), '5', 'as it is now');
select pg_temp.helped('2026-11-22 10:00Z') \g /dev/null
select is(pg_temp.figure('helped'), '5', 'so for a day');
update data.clock set ahead = ahead + interval '25 hours';
select pg_temp.guest('outtest') \g /dev/null
select is(pg_temp.figure('helped'), '6', 'then a page counts by itself');
update data.clock set ahead = ahead - interval '3 days';
select ok(pg_temp.keeps(), 'also when the clock was put back');

select * from finish();
rollback;
