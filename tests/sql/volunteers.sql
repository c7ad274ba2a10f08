-- What a volunteer offers: every named constraint, and what each deed
-- answers to whom.
\ir ../lib/deeds.sql

insert into data.communities (key, name, country) values ('offertest', 'Offer test', 'XX'), ('offerelse', 'Elsewhere', 'XX');
insert into data.people (community_id, name)
select pg_temp.at(case when n = 'Eve' then 'offerelse' else 'offertest' end), n from unnest(array['Ruth', 'Vera', 'Wim', 'Eve']) n;
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Ruth'), pg_temp.at('offertest'));
insert into data.places (id, name, region, country, latitude, longitude, people) values
	(990000011, 'Testing', 'North', 'XX', 50, 0, 900), (990000012, 'Testing', 'South', 'XX', 51, 0, 800),
	(990000013, 'Oneham', 'South', 'XX', 51, 0, 800);
create function pg_temp.vera(columns text) returns text language plpgsql as $$
declare
	found text;
begin
	execute format('select row(%s)::text from data.volunteers where person_id = %s', columns, pg_temp.who('Vera')) into found;
	return found;
end $$;
create function pg_temp.skills() returns text language sql as $$
	select string_agg(skill || ':' || level || ':' || (checked_by is not null), ' ' order by skill) from data.volunteer_skills
	where person_id = pg_temp.who('Vera') $$;

-- ---- before there is a profile ----------------------------------------------------------
select is(pg_temp.as_('Wim', deed), 'absent', deed || ' without a profile') from unnest(array['volunteers_skills(''{laptops}'')',
	'volunteers_levels(''{laptops:1}'')', 'volunteers_languages(''{en}'')', 'volunteers_where(''afar'', null, null)',
	'volunteers_place(null)', 'volunteers_hours(''{}'')', 'volunteers_capacity(1)', 'volunteers_words(''x'')',
	'volunteers_interests(''x'')', 'volunteers_send(true)', 'volunteers_pause(''2099-01-01'')', 'volunteers_resume()',
	'credentials_new(''degree'', ''x'', '''')', 'credentials_remove(''NC-2222-22'')']) deed;
select set_config('app.person', '', false) \g /dev/null
select is((select answer from volunteers_new()), 'absent', 'nobody begins without signing in');

-- ---- question by question -----------------------------------------------------------------
select is(pg_temp.as_('Vera', 'volunteers_new()'), 'done', 'Vera begins');
select is(pg_temp.as_('Vera', 'volunteers_new()'), 'done', 'twice is once');
select is(pg_temp.vera('state, agreed_at, capacity, afar'), '(new,,1,t)', 'nothing is sent yet');
select is(pg_temp.as_('Vera', 'volunteers_skills(''{}'')'), 'volunteers_skills_given', 'one skill at least');
select is(pg_temp.as_('Vera', 'volunteers_skills(''{flying}'')'), 'volunteers_skills_given', 'one that there is');
select is(pg_temp.as_('Vera', 'volunteers_skills(''{phones,wifi,flying}'')'), 'done', 'two of them');
select is(pg_temp.skills(), 'phones:1:false wifi:1:false', 'at the lowest level');
select is(pg_temp.as_('Vera', 'volunteers_levels(''{phones:3,wifi:2,sound:3,nonsense,phones}'')'), 'done', 'how well');
select is(pg_temp.skills(), 'phones:3:false wifi:2:false', 'what was not named stays away');
select is(pg_temp.as_('Vera', 'volunteers_levels(''{phones:4}'')'), 'volunteer_skills_level_range', 'no level above three');
select is(pg_temp.as_('Vera', 'volunteers_languages(''{}'')'), 'volunteers_languages_known', 'a language at least');
select is(pg_temp.as_('Vera', 'volunteers_languages(''{xx}'')'), 'volunteers_languages_known', 'that we know');
select is(pg_temp.as_('Vera', 'volunteers_languages(''{en,bsl}'')'), 'done', 'two languages');
select is(pg_temp.as_('Vera', 'volunteers_where(''near'', '''', 5)'), 'volunteers_town_given', 'near what?');
select is(pg_temp.as_('Vera', 'volunteers_where(''near'', ''Oneham'', 501)'), 'volunteers_reach_km_range', 'not round the world');
select is(pg_temp.as_('Vera', 'volunteers_where(''near'', repeat(''x'', 81), 5)'), 'volunteers_town_length', 'a town has a short name');
select is(pg_temp.as_('Vera', 'volunteers_where(''near'', ''Oneham'', null)'), 'done', 'near a town');
select is(pg_temp.vera('afar, town, place_id, reach_km'), '(f,Oneham,990000013,10)', 'in no doubt, ten kilometres around');
select is(pg_temp.as_('Vera', 'volunteers_where(''both'', ''Testing'', 7)'), 'done', 'another town, and from afar');
select is(pg_temp.vera('afar, town, place_id, reach_km'), '(t,Testing,,7)', 'of which there are two');
select is(pg_temp.as_('Vera', 'volunteers_place(990000013)'), 'volunteers_place_offered', 'not a third');
select is(pg_temp.as_('Vera', 'volunteers_place(990000012)'), 'done', 'but one of them');
select is(pg_temp.as_('Vera', 'volunteers_where(''both'', ''Testing'', 8)'), 'done', 'the same town again');
select is(pg_temp.vera('place_id, reach_km'), '(990000012,8)', 'keeps the choice');
select is(pg_temp.as_('Vera', 'volunteers_place(null)'), 'done', 'or none of them');
select is(pg_temp.as_('Vera', 'volunteers_where(''afar'', ''Testing'', 8)'), 'done', 'or from afar only');
select is(pg_temp.vera('afar, town, place_id, reach_km'), '(t,"",,0)', 'which needs no town');
select is(pg_temp.as_('Vera', 'volunteers_hours(''{noon}'')'), 'volunteers_hours_known', 'hours of the week');
select is(pg_temp.as_('Vera', 'volunteers_hours(''{mon_evening}'')'), 'done', 'one of them');
select is(pg_temp.as_('Vera', 'volunteers_capacity(6)'), 'volunteers_capacity_range', 'five at most');
select is(pg_temp.as_('Vera', 'volunteers_capacity(0)'), 'volunteers_capacity_range', 'one at least');
select is(pg_temp.as_('Vera', 'volunteers_capacity(2)'), 'done', 'two');
select is(pg_temp.as_('Vera', 'volunteers_words(repeat(''ж'', 2001))'), 'volunteers_words_length', 'not a novel');
select is(pg_temp.as_('Vera', 'volunteers_words(null)'), 'done', 'nothing is fine');
select is(pg_temp.as_('Vera', 'volunteers_interests(repeat(''ж'', 1001))'), 'volunteers_interests_length', 'interests in short');
select is(pg_temp.as_('Vera', 'volunteers_interests(''A shop'')'), 'done', 'one interest');
select is((select count(*) from data.audit where deed = 'volunteers_save' and person_id = pg_temp.who('Vera'))::int, 13, 'each answer of a draft leaves its row');

-- ---- proofs -------------------------------------------------------------------------------------
select is(pg_temp.as_('Vera', 'credentials_new(''badge'', ''x'', '''')'), 'credentials_kind_known', 'kinds that we know');
select is(pg_temp.as_('Vera', 'credentials_new(''degree'', '''', '''')'), 'credentials_title_length', 'with a name');
select is(pg_temp.as_('Vera', 'credentials_new(''degree'', repeat(''x'', 121), '''')'), 'credentials_title_length', 'a short one');
select is(pg_temp.as_('Vera', 'credentials_new(''degree'', ''x'', repeat(''x'', 121))'), 'credentials_issuer_length', 'and issuer');
select is(pg_temp.as_('Vera', format('credentials_new(''training'', ''T%s'', null)', n)), case when n <= 10 then 'done' else 'credentials_ten' end,
	n || ' proofs') from generate_series(1, 11) n;
create function pg_temp.proof(title text) returns text language sql as $$ select ref from data.credentials c
	where c.title = proof.title and c.person_id = pg_temp.who('Vera') $$;
select is(pg_temp.as_('Ruth', format('credentials_remove(%L)', pg_temp.proof('T1'))), 'absent', 'nobody takes off another’s');
select is(pg_temp.as_('Eve', format('credentials_remove(%L)', pg_temp.proof('T1'))), 'absent', 'from nowhere');
select is(pg_temp.as_('Vera', format('credentials_remove(%L)', pg_temp.proof('T1'))), 'done', 'she takes one off');
update data.credentials set state = 'checked', checked_by = pg_temp.who('Ruth') where ref = pg_temp.proof('T2');
select is((select said from pg_temp.full_('Vera', format('credentials_remove(%L)', pg_temp.proof('T2')))), 'credentials_remove_lost', 'not one that was checked');
select is(pg_temp.breaks(format('update data.credentials set %s where ref = %L', x.c, pg_temp.proof('T3'))), x.n, x.n)
from (values ('state = ''lost''', 'credentials_state_known'), ('how = repeat(''x'', 501)', 'credentials_how_length'),
	('checked_by = person_id', 'credentials_checked_not_self'), (format('ref = %L', pg_temp.proof('T2')), 'credentials_ref_once')) x (c, n);

-- ---- sent ------------------------------------------------------------------------------------------
select is(pg_temp.as_('Vera', 'volunteers_pause(''2099-01-01'')'), 'absent', 'no break before anything is sent');
select is(pg_temp.as_('Vera', 'volunteers_send(false)'), 'volunteers_agreed', 'the agreement first');
delete from data.volunteer_skills where person_id = pg_temp.who('Vera');
select is(pg_temp.as_('Vera', 'volunteers_send(true)'), 'volunteers_skills_given', 'and a skill');
select is(pg_temp.as_('Vera', 'volunteers_skills(''{phones,wifi}'')'), 'done', 'which she names again');
select is(pg_temp.as_('Vera', 'volunteers_send(true)'), 'done', 'sent');
select is(pg_temp.vera('state, agreed_at is not null'), '(new,t)', 'with the desk');
select is((select row(kind, desk, state)::text from data.promises where subject_ref = (select ref from data.people where id = pg_temp.who('Vera'))),
	'(vet_volunteer,t,due)', 'which promises to look');
select is((select array_agg(kind::text) from data.outbox where person_id = pg_temp.who('Ruth')), array['volunteer_new'], 'and gets a mail');
select is((select said from pg_temp.full_('Vera', 'volunteers_send(true)')), 'volunteers_send_lost', 'once');
select is((select said from pg_temp.full_('Vera', 'volunteers_capacity(3)')), 'volunteers_saved_said', 'a change says so now');
select is((select count(*) from data.audit where deed = 'volunteers_save' and person_id = pg_temp.who('Vera'))::int, 15, 'and leaves a trace');
update data.volunteers set state = 'declined', reason = 'r', next_step = 'n' where person_id = pg_temp.who('Vera');
select is(pg_temp.as_('Vera', 'volunteers_send(true)'), 'done', 'after a no it can be sent again');
select is(pg_temp.vera('state, reason, next_step'), '(new,"","")', 'as new');

-- What a coordinator saw stays while she says no more than that.
update data.volunteer_skills set level = 2, checked_by = pg_temp.who('Ruth'), checked_at = app_now() where person_id = pg_temp.who('Vera');
select is(pg_temp.as_('Vera', 'volunteers_levels(''{phones:1,wifi:3}'')'), 'done', 'less of one, more of the other');
select is(pg_temp.skills(), 'phones:1:true wifi:3:false', 'more has to be seen again');
select is(pg_temp.as_('Vera', 'volunteers_skills(''{phones,sound}'')'), 'done', 'other skills');
select is(pg_temp.skills(), 'phones:1:true sound:1:false', 'what stays keeps its check');

-- ---- a break ------------------------------------------------------------------------------------------
select is(pg_temp.as_('Vera', format('volunteers_pause(%L)', local_today() - 1)), 'volunteers_paused_until_ahead', 'not in the past');
select is(pg_temp.as_('Vera', format('volunteers_pause(%L)', local_today() + 731)), 'volunteers_paused_until_ahead', 'nor for ever');
select is(pg_temp.as_('Vera', format('volunteers_pause(%L)', local_today() + 730)), 'done', 'two years are fine');
select is(pg_temp.as_('Vera', 'volunteers_resume()'), 'done', 'and over');
select is(pg_temp.vera('paused_until'), '()', 'at once');

-- ---- towns ---------------------------------------------------------------------------------------------
select is((select array_agg(id order by ord) from place_find('testing', 'XX') with ordinality p (id, name, region, ord)), array[990000011, 990000012], 'the larger town first');
select is((select array_agg(name) from place_find('  oNe', 'XX')), array['Oneham'], 'by its beginning');
select is((select array_agg(name) from place_find('Onehan', 'XX')), array['Oneham'], 'and when mistyped');
select is((select count(*) from place_find('%', 'XX'))::int, 0, 'a sign is no name');
select is((select count(*) from place_find(' ', 'XX'))::int, 0, 'nor is nothing');
select is((select count(*) from place_find('Testing', 'YY'))::int, 0, 'only in the country');
insert into data.places select 990000100 + n, 'Manyham ' || n, 'x', 'XX', 0, 0, n from generate_series(1, 12) n;
select is((select count(*) from place_find('Manyham', 'XX'))::int, 8, 'eight at most');

-- ---- every named constraint ----------------------------------------------------------------------------
select is(pg_temp.breaks(format('update data.volunteers set %s where person_id = %s', x.c, pg_temp.who('Vera'))), x.n, x.n)
from (values ('state = ''gone''', 'volunteers_state_known'), ('reason = repeat(''x'', 1001)', 'volunteers_reason_length'),
	('reach_km = -1', 'volunteers_reach_km_range'), ('vetted_by = person_id', 'volunteers_vetted_not_self'),
	('next_step = repeat(''x'', 1001)', 'volunteers_next_step_length'), ('state = ''declined'', reason = ''''', 'volunteers_declined_reason')) x (c, n);
select is(pg_temp.breaks(format('update data.volunteer_skills set checked_by = person_id where person_id = %s', pg_temp.who('Vera'))),
	'volunteer_skills_checked_not_self', 'volunteer_skills_checked_not_self');
select is(array(select conname::text from pg_constraint where conrelid in ('data.volunteers'::regclass, 'data.volunteer_skills'::regclass, 'data.credentials'::regclass)
	and contype in ('c', 'u') and conname not in (select name from broken where name is not null) order by 1), '{}'::text[],
	'every named constraint of volunteers, skills and credentials was broken once');
select * from finish();
rollback;
