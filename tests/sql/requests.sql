-- Requests: every transition from every state, every named constraint of
-- requests and questions, and what each deed answers to whom.
\ir ../lib/deeds.sql

-- ---- people and stories ------------------------------------------------------
insert into data.communities (key, name) values ('reqtest', 'Request test'), ('reqelse', 'Elsewhere');
create function pg_temp.person(name text, key text default 'reqtest') returns bigint language sql as $$
	with p as (insert into data.people (community_id, name) values (pg_temp.at(key), person.name) returning id)
	insert into data.accounts (person_id, community_id, address)
	select id, pg_temp.at(key), person.name || '@' || key || '.example' from p returning person_id $$;
select pg_temp.person(n) from unnest(array['Amina', 'Joan', 'Ruth', 'Sam', 'Tom', 'Una']) n \g /dev/null
select pg_temp.person('Eve', 'reqelse') \g /dev/null
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Ruth'), pg_temp.at('reqtest'));
insert into data.volunteers (person_id, community_id, state, agreed_at) values
	(pg_temp.who('Tom'), pg_temp.at('reqtest'), 'vetted', app_now()), (pg_temp.who('Una'), pg_temp.at('reqtest'), 'vetted', app_now());
insert into data.groups (community_id, name, does, state) values
	(pg_temp.at('reqtest'), 'Food bank', 'Parcels', 'vetted'), (pg_temp.at('reqtest'), 'Choir', 'Sings', 'vetted');
create function pg_temp.grp(name text) returns bigint language sql as $$ select id from data.groups g where g.name = grp.name $$;
insert into data.memberships (group_id, person_id, community_id) values
	(pg_temp.grp('Food bank'), pg_temp.who('Amina'), pg_temp.at('reqtest')),
	(pg_temp.grp('Food bank'), pg_temp.who('Sam'), pg_temp.at('reqtest')),
	(pg_temp.grp('Choir'), pg_temp.who('Joan'), pg_temp.at('reqtest'));

create function pg_temp.story(state text, grp text default 'Food bank') returns bigint language sql as $$
	insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach,
	    hours, pressing, measure, reason, next_step)
	select pg_temp.at('reqtest'), pg_temp.grp(story.grp), pg_temp.who('Amina'), story.state, 'Labels', 'goal', 'today', 'hurts',
	    'affected', 'since', 'uses', 'afar', '{mon_morning}', 'calm', 'measure', r, r
	from (select case when story.state = 'declined' then 'because' else '' end as r) x returning id $$;
create function pg_temp.ref(request bigint) returns text language sql as $$ select r.ref from data.requests r where r.id = request $$;
create function pg_temp.state(request bigint) returns text language sql as $$ select r.state from data.requests r where r.id = request $$;


-- ---- every transition, from every state ----------------------------------------
create temp table states (state text);
insert into states values ('draft'), ('sent'), ('question'), ('open'), ('under_way'), ('done'), ('closed'), ('withdrawn'),
	('declined'), ('referred'), ('expired');
create temp table allowed (was text, becomes text);
insert into allowed values
	('draft', 'sent'), ('sent', 'open'), ('open', 'under_way'), ('under_way', 'done'), ('done', 'closed'),
	('sent', 'question'), ('question', 'sent'), ('open', 'question'), ('question', 'open'),
	('under_way', 'open'), ('done', 'under_way'),
	('draft', 'withdrawn'), ('sent', 'withdrawn'), ('question', 'withdrawn'), ('open', 'withdrawn'),
	('under_way', 'withdrawn'), ('done', 'withdrawn'),
	('sent', 'declined'), ('question', 'declined'), ('open', 'declined'), ('declined', 'sent'),
	('sent', 'referred'), ('open', 'referred'), ('question', 'expired'), ('open', 'expired'), ('expired', 'sent');

select is(pg_temp.breaks(format('update data.requests set state = %L, reason = ''no'', next_step = ''ring'' where id = %s',
	b.state, pg_temp.story(a.state))),
	case when exists (select from allowed l where l.was = a.state and l.becomes = b.state) or a.state = b.state
	    then 'nothing' else 'requests_state_moves' end,
	format('a request that is %s %s become %s', a.state, case when exists (select from allowed l
	    where l.was = a.state and l.becomes = b.state) or a.state = b.state then 'may' else 'may not' end, b.state))
from states a cross join states b;
select is((select count(*) from data.transitions where kind = 'requests'), (select count(*) from allowed),
	'the table of transitions lists no other');

-- ---- every named constraint ------------------------------------------------------
select is(pg_temp.breaks(format('update data.requests set %I = repeat(%L, %s) where id = %s', f.field, 'ж', f.most + 1, pg_temp.story('draft'))),
	'requests_' || f.field || '_length', format('%s holds at most %s letters', f.field, f.most))
from (values ('title', 100), ('goal', 4000), ('today', 4000), ('hurts', 4000), ('affected', 4000), ('since', 400), ('tried', 4000),
	('uses', 4000), ('town', 80), ('hours_words', 400), ('pressing_words', 1000), ('measure', 1000), ('measure_now', 400),
	('summary', 600), ('reason', 1000), ('next_step', 1000)) f (field, most);
select is(pg_temp.breaks(format('update data.requests set %I = repeat(%L, %s) where id = %s', f.field, '🎵', f.most, pg_temp.story('draft'))),
	'nothing', format('%s holds %s letters of any kind', f.field, f.most))
from (values ('title', 100), ('goal', 4000), ('since', 400), ('measure_now', 400)) f (field, most);
select is(pg_temp.breaks(format('update data.requests set %s where id = %s', f.change, pg_temp.story('draft'))), f.name, f.name)
from (values ('state = ''gone''', 'requests_state_moves'), ('reach = ''moon''', 'requests_reach_known'),
	('hours = ''{noon}''', 'requests_hours_known'), ('pressing = ''P1''', 'requests_pressing_known'),
	('ref = (select min(ref) from data.requests)', 'requests_ref_once')) f (change, name);
select is(pg_temp.breaks('select pg_temp.story(''gone'')'), 'requests_state_known', 'no other state');
select is(pg_temp.breaks(format('update data.requests set %I = '''', state = ''sent'' where id = %s', f, pg_temp.story('draft'))),
	'requests_sent_whole', format('a request is not sent without %s', f))
from unnest(array['title', 'goal', 'today', 'hurts', 'affected', 'since', 'uses', 'reach', 'pressing', 'measure']) f;
select is(pg_temp.breaks(format('update data.requests set state = ''declined'' where id = %s', pg_temp.story('sent'))),
	'requests_declined_reason', 'a no has a reason and a next step');

create function pg_temp.asked(request bigint) returns text language sql as $$
	insert into data.questions (community_id, request_id, asked_by, body)
	values (pg_temp.at('reqtest'), request, pg_temp.who('Ruth'), 'Which printer?') returning ref $$;
select pg_temp.asked(pg_temp.story('question')) as q1 \gset
select is(pg_temp.breaks(format('update data.questions set %s where ref = %L', f.change, :'q1')), f.name, f.name)
from (values ('body = ''''', 'questions_body_length'), ('body = repeat(''x'', 2001)', 'questions_body_length'),
	('answer = ''''', 'questions_answer_length'), ('answer = repeat(''x'', 4001)', 'questions_answer_length')) f (change, name);
select pg_temp.asked(pg_temp.story('question')) as q2 \gset
select is(pg_temp.breaks(format('update data.questions set ref = %L where ref = %L', :'q1', :'q2')), 'questions_ref_once', 'questions_ref_once');
select is(pg_temp.breaks(format('insert into data.questions (community_id, request_id, asked_by, body)
	select community_id, request_id, asked_by, body from data.questions where ref = %L', :'q1')),
	'questions_request_one_open', 'one question is open at a time');

select is(array(select c.conname::text from pg_constraint c where c.conrelid in ('data.requests'::regclass, 'data.questions'::regclass)
	and c.contype in ('c', 'u') and c.conname !~ '_key$' and c.conname::text not in (select name from broken)), '{}',
	'every named constraint of requests and questions was broken once');

delete from data.questions where community_id = pg_temp.at('reqtest');
delete from data.requests where community_id = pg_temp.at('reqtest');

-- ---- asking, question by question ---------------------------------------------------
select is(pg_temp.as_('Eve', format('asks_new(%L)', (select ref from data.groups where name = 'Food bank'))), 'absent',
	'nobody begins a story for a group elsewhere');
select is(pg_temp.as_('Joan', format('asks_new(%L)', (select ref from data.groups where name = 'Food bank'))), 'absent',
	'nor for a group of others');
select is(pg_temp.as_('Amina', 'asks_new(null)'), 'done', 'a member of one group need not say which');
select max(id) as draft from data.requests where state = 'draft' and goal = '' \gset
select is((select r.state || ' ' || r.asked_by from data.requests r where r.id = :draft), 'draft ' || pg_temp.who('Amina'), 'it is a draft of hers');
insert into data.memberships (group_id, person_id, community_id) values (pg_temp.grp('Choir'), pg_temp.who('Sam'), pg_temp.at('reqtest'));
select is(pg_temp.as_('Sam', 'asks_new(null)'), 'requests_group_given', 'a member of two says which');
update data.groups set state = 'declined', reason = 'r', next_step = 'n' where name = 'Choir';
select is(pg_temp.as_('Joan', 'asks_new(null)'), 'requests_group_declined', 'a group that was declined begins none');
update data.groups set state = 'vetted' where name = 'Choir';

create function pg_temp.save(who text, request bigint, question text, fields text default '') returns text language sql as $$
	select pg_temp.as_(who, format('asks_save(request => %L, question => %L%s)', pg_temp.ref(request), question,
	    (select string_agg(', ' || f || ' => ' || coalesce((select x[2] from regexp_matches(fields, '(^|;)' || f || '=([^;]*)') x), 'null'), '')
	    from unnest(array['goal', 'today', 'hurts', 'affected', 'since', 'tried', 'uses', 'reach', 'town', 'hours', 'hours_words',
	    'pressing', 'pressing_words', 'wanted_by', 'measure', 'measure_now', 'title']) f))) $$;
select is((select ask_missing(r) from data.requests r where id = :draft), 'goal', 'the goal is the first that is missing');
select is(pg_temp.save('Amina', :draft, 'goal', 'goal=''parcels'';title=''sneaked in'''), 'done', 'an answer is kept');
select is((select goal || title from data.requests where id = :draft), 'parcels', 'and no other field with it');
select is(pg_temp.as_('Amina', format('asks_send(%L)', pg_temp.ref(:draft))), 'requests_sent_whole', 'a story with gaps is not sent');
select is(pg_temp.save('Amina', :draft, 'today', 'today=''paper'''), 'done', 'today');
select is(pg_temp.save('Amina', :draft, 'hurts', 'hurts=''slow'''), 'done', 'hurts');
select is(pg_temp.save('Sam', :draft, 'affected', 'affected=''families'''), 'done', 'a colleague goes on with it');
select is(pg_temp.save('Amina', :draft, 'since', 'since=''May'';tried=''nothing'''), 'done', 'since');
select is(pg_temp.save('Amina', :draft, 'uses', 'uses=''a laptop'''), 'done', 'uses');
select is((select ask_missing(r) from data.requests r where id = :draft), 'where', 'the place is missing now');
select is(pg_temp.save('Amina', :draft, 'where', 'reach=''here'''), 'requests_town_given', 'help at their place needs a town');
select is(pg_temp.save('Amina', :draft, 'where', 'reach=''afar'''), 'done', 'from afar needs none');
select is(pg_temp.save('Amina', :draft, 'hours', 'hours=''{noon}''::text[]'), 'requests_hours_known', 'no other hours');
select is(pg_temp.save('Amina', :draft, 'hours', 'hours=''{mon_morning}''::text[];hours_words=''after 3'''), 'done', 'hours');
select is(pg_temp.save('Amina', :draft, 'pressing', 'pressing=''date'''), 'requests_wanted_by_given', 'a date is said');
select is(pg_temp.save('Amina', :draft, 'pressing', 'pressing=''date'';wanted_by=app_now()::date-2'), 'requests_wanted_by_ahead', 'and is to come');
select is(pg_temp.save('Amina', :draft, 'pressing', 'pressing=''date'';wanted_by=app_now()::date+9'), 'done', 'a date ahead is kept');
select is(pg_temp.save('Amina', :draft, 'pressing', 'pressing=''soon'';wanted_by=app_now()::date+9'), 'done', 'no date after all');
select is((select wanted_by from data.requests where id = :draft), null, 'then none is kept');
select is(pg_temp.save('Amina', :draft, 'better', 'measure=''ten minutes'';measure_now=''forty'''), 'done', 'better');
select is(pg_temp.save('Amina', :draft, 'title', 'title=''Labels'''), 'done', 'title');
select is((select ask_missing(r) from data.requests r where id = :draft), 'check', 'nothing is missing');
select is(pg_temp.save('Amina', :draft, 'goal'), 'done', 'coming back later with an empty field is fine');
select is((select goal from data.requests where id = :draft), 'parcels', 'and takes nothing away');
select is(pg_temp.as_('Amina', format('asks_place(%L, 1)', pg_temp.ref(:draft))), 'requests_place_offered', 'a town that was not offered is refused');
select is(pg_temp.as_('Amina', format('asks_place(%L, null)', pg_temp.ref(:draft))), 'done', 'none of them is an answer');
select is(pg_temp.save(w, :draft, 'goal', 'goal=''mine'''), 'absent', w || ' cannot change it') from unnest(array['Joan', 'Tom', 'Eve', 'Ruth']) w;
select is(pg_temp.as_(w, format('asks_place(%L, null)', pg_temp.ref(:draft))), 'absent', w || ' cannot choose its town') from unnest(array['Joan', 'Ruth']) w;
select is(pg_temp.as_(w, format('asks_send(%L)', pg_temp.ref(:draft))), 'absent', w || ' cannot send it') from unnest(array['Joan', 'Tom', 'Eve', 'Ruth']) w;
select is(pg_temp.as_('Amina', 'asks_save(''NC-2222-22'', ''goal'', ''x'', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)'),
	'absent', 'a story that is not there');

select is(pg_temp.as_('Amina', format('asks_send(%L)', pg_temp.ref(:draft))), 'done', 'the whole story is sent');
select is(pg_temp.as_('Sam', format('asks_send(%L)', pg_temp.ref(:draft))), 'lost', 'a colleague is told that it was sent');
select is((select state || ' ' || (sent_at is not null) from data.requests where id = :draft), 'sent true', 'it is sent, once');
select is((select count(*) from data.promises where request_id = :draft and kind = 'first_look' and desk and state = 'due'), 1::bigint, 'a first look is promised');
select is((select array_agg(kind || ' ' || pg_temp.who('Ruth') order by kind) from data.outbox where about ->> 'request' = pg_temp.ref(:draft)
	and person_id = pg_temp.who('Ruth')), array['request_new ' || pg_temp.who('Ruth')], 'the coordinator gets a mail');
select is((select count(*) from data.outbox where about ->> 'request' = pg_temp.ref(:draft) and kind = 'request_sent'), 2::bigint, 'so do both members');
select is((select count(*) from data.audit where kind = 'request' and subject_id = :draft and deed = 'asks_send'), 1::bigint, 'the trail has it');

select is(pg_temp.save('Amina', pg_temp.story(s), 'goal', 'goal=''more'''),
	case when s in ('draft', 'sent', 'question', 'open') then 'done' else 'lost' end, 'adding to the story of a request that is ' || s)
from unnest(array(select state from states)) s;
select is(pg_temp.as_('Amina', format('asks_place(%L, null)', pg_temp.ref(pg_temp.story(s)))),
	case when s in ('draft', 'sent', 'question', 'open') then 'done' else 'lost' end, 'choosing the town of a request that is ' || s)
from unnest(array(select state from states)) s;
select is(pg_temp.as_('Amina', format('asks_send(%L)', pg_temp.ref(pg_temp.story(s)))),
	case s when 'draft' then 'done' else 'lost' end, 'sending a request that is ' || s) from unnest(array(select state from states)) s;
select pg_temp.story('sent') as changed \gset
select pg_temp.save('Amina', :changed, 'hurts', 'hurts=''worse''') \g /dev/null
select ok((select changed_at is not null and hurts = 'worse' from data.requests where id = :changed), 'a change after sending shows that it was');

-- ---- messages, questions, withdrawal, a no answered, sent again -------------------------
select is(pg_temp.as_('Amina', format('requests_message(%L, ''Hello'')', pg_temp.ref(pg_temp.story(s)))),
	case s when 'draft' then 'lost' else 'done' end, 'writing about a request that is ' || s) from unnest(array(select state from states)) s;
select is(pg_temp.as_(w, format('requests_message(%L, ''Hello'')', pg_temp.ref(:draft))), 'absent', w || ' cannot write there') from unnest(array['Joan', 'Tom', 'Eve']) w;

select is(pg_temp.as_('Amina', format('requests_withdraw(%L, null)', pg_temp.ref(pg_temp.story(s)))),
	case when s in ('draft', 'sent', 'question', 'open', 'under_way', 'done') then 'done' else 'lost' end,
	'withdrawing a request that is ' || s) from unnest(array(select state from states)) s;
select is(pg_temp.as_(w, format('requests_withdraw(%L, ''x'')', pg_temp.ref(:draft))), 'absent', w || ' cannot withdraw it') from unnest(array['Joan', 'Tom', 'Eve', 'Ruth']) w;
delete from data.outbox;
select is(pg_temp.as_('Amina', format('requests_withdraw(%L, ''moved'')', pg_temp.ref(:draft))), 'done', 'the group withdraws');
select is((select state || ' ' || reason || ' ' || (ended_at is not null) from data.requests where id = :draft), 'withdrawn moved true', 'it has ended');
select is((select count(*) from data.promises where request_id = :draft and state = 'due'), 0::bigint, 'nothing is owed any more');
select is((select array_agg(kind) from data.outbox where person_id = pg_temp.who('Ruth')), array['request_withdrawn'], 'the coordinator hears of it');

-- A withdrawal reaches whoever waits or works.
select pg_temp.story('open') as both \gset
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published, seats)
values (pg_temp.at('reqtest'), :both, pg_temp.grp('Food bank'), 'call', 'Ring', 60, true, true, 2) returning id as task \gset
insert into data.claims (community_id, task_id, person_id, seat, place, read_story)
values (pg_temp.at('reqtest'), :task, pg_temp.who('Una'), 'lead', 1, true);
select pg_temp.be('Ruth') \g /dev/null
select match_made(:task, pg_temp.who('Tom'), 'second', pg_temp.who('Ruth')) as match \gset
delete from data.outbox;
select is(pg_temp.as_('Amina', format('requests_withdraw(%L, null)', pg_temp.ref(:both))), 'done', 'one with a claim and a match is withdrawn');
select is((select state from data.claims where task_id = :task), 'declined', 'the claim has its ending');
select is((select state from data.matches where ref = :'match'), 'released', 'the match is released');
select is((select state from data.tasks where id = :task), 'cancelled', 'the task is cancelled');
select set_eq($$ select kind from data.outbox where person_id in (pg_temp.who('Tom'), pg_temp.who('Una')) $$,
	array['claim_ended', 'match_released'], 'both volunteers get a mail');

select pg_temp.story('question') as asked \gset
update data.requests set state_before = 'open' where id = :asked;
select pg_temp.asked(:asked) as q \gset
insert into data.promises (community_id, kind, request_id, group_id, subject_ref, due_on)
values (pg_temp.at('reqtest'), 'question', :asked, pg_temp.grp('Food bank'), :'q', app_now()::date + 3);
select is(pg_temp.as_(w, format('questions_answer(%L, %L, ''The grey one'')', pg_temp.ref(:asked), :'q')), 'absent', w || ' cannot answer')
from unnest(array['Joan', 'Tom', 'Eve', 'Ruth']) w;
select is(pg_temp.as_('Amina', format('questions_answer(%L, %L, ''x'')', pg_temp.ref(:changed), :'q')), 'absent', 'a question of another request');
select is(pg_temp.as_('Amina', format('questions_answer(%L, %L, ''The grey one'')', pg_temp.ref(:asked), :'q')), 'done', 'a member answers');
select is(pg_temp.as_('Sam', format('questions_answer(%L, %L, ''The black one'')', pg_temp.ref(:asked), :'q')), 'lost', 'a colleague is told that it was answered');
select is((select q.answer || ' ' || q.answered_by from data.questions q where ref = :'q'), 'The grey one ' || pg_temp.who('Amina'), 'the first answer stays');
select is(pg_temp.state(:asked), 'open', 'the request is where it was before');
select is((select state from data.promises where request_id = :asked and kind = 'question'), 'kept', 'the promise is kept');
select is((select count(*) from data.outbox where kind = 'question_answered' and about ->> 'request' = pg_temp.ref(:asked)), 1::bigint, 'the coordinator gets a mail');

select is(pg_temp.as_('Amina', format('requests_appeal(%L, ''But'')', pg_temp.ref(pg_temp.story(s)))),
	case s when 'declined' then 'done' else 'lost' end, 'answering a no to a request that is ' || s) from unnest(array(select state from states)) s;
select pg_temp.story('declined') as no \gset
select pg_temp.asked(:no) as stale \gset
select is(pg_temp.as_('Joan', format('requests_appeal(%L, ''But'')', pg_temp.ref(:no))), 'absent', 'others cannot answer the no');
select is(pg_temp.as_('Amina', format('requests_appeal(%L, ''But'')', pg_temp.ref(:no))), 'done', 'the group answers the no');
select is((select state || appealed from data.requests where id = :no), 'senttrue', 'it is sent again');
select is((select body from data.messages where request_id = :no), 'But', 'with its words');
select isnt((select answered_at from data.questions where ref = :'stale'), null, 'an old question needs no answer any more');
update data.requests set state = 'declined' where id = :no;
select is(pg_temp.as_('Amina', format('requests_appeal(%L, ''But'')', pg_temp.ref(:no))), 'lost', 'once');

select is(pg_temp.as_('Amina', format('requests_renew(%L)', pg_temp.ref(pg_temp.story(s)))),
	case s when 'expired' then 'done' else 'lost' end, 'sending again a request that is ' || s) from unnest(array(select state from states)) s;
select is(pg_temp.as_('Joan', format('requests_renew(%L)', pg_temp.ref(pg_temp.story('expired')))), 'absent', 'others cannot send it again');

select pg_temp.story('expired') as old \gset
select pg_temp.story('declined') as older \gset
update data.requests set words_gone_at = app_now() where id in (:old, :older);
select is(array[pg_temp.as_('Amina', format('requests_renew(%L)', pg_temp.ref(:old))), pg_temp.as_('Amina', format('requests_appeal(%L, ''But'')', pg_temp.ref(:older)))],
	'{lost,lost}', 'what has no words any more does not come back');

-- ---- ten drafts, and what a group sees of promises -----------------------------------------
delete from data.questions where community_id = pg_temp.at('reqtest');
select pg_temp.story('draft', 'Choir') from generate_series(1, 10) \g /dev/null
select is(pg_temp.as_('Joan', 'asks_new(null)'), 'requests_draft_many', 'ten drafts of a group are enough');
select pg_temp.story('sent') as seen \gset
insert into data.promises (community_id, kind, request_id, desk, person_id, group_id, due_on) values
	(pg_temp.at('reqtest'), 'first_look', :seen, true, null, null, app_now()::date - 1),
	(pg_temp.at('reqtest'), 'claim', :seen, true, null, null, app_now()::date),
	(pg_temp.at('reqtest'), 'question', :seen, false, null, pg_temp.grp('Food bank'), app_now()::date + 1),
	(pg_temp.at('reqtest'), 'first_message', :seen, false, pg_temp.who('Tom'), null, app_now()::date + 1);
select pg_temp.be('Amina') \g /dev/null
select bag_eq(format($$ select kind || ' ' || owner || ' ' || late from request_steps(%s) $$, :seen),
	array['first_look desk true', 'question ours false', 'first_message volunteer false'],
	'a group sees whose step it is, and not what the desk owes to volunteers');
select pg_temp.be('Joan') \g /dev/null
select is((select count(*) from request_steps(:seen)), 0::bigint, 'another group sees none of it');
select is(usual_days(), null, 'too few requests: no usual time');
insert into data.requests (community_id, group_id, asked_by, sent_at, matched_at)
select pg_temp.at('reqtest'), pg_temp.grp('Choir'), pg_temp.who('Joan'), app_now() - interval '20 days', app_now() - interval '20 days' + n * interval '1 day'
from unnest(array[1, 2, 4, 8, 9]) n;
select is(usual_days(), 4, 'half found a volunteer within four days');

select * from finish();
rollback;
