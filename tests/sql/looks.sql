-- Looks at contact details: whose and which, who reads of them, and that no
-- more is shown than what such a row says.
begin;
\ir ../lib/match.sql
select no_plan();
update data.accounts set vault = md5(person_id::text), phone = case when person_id = pg_temp.person('Joan') then '' else pg_temp.sealed('01632 960100') end
where community_id = pg_temp.here();
update data.groups set vault = md5('door'), street = pg_temp.sealed('4 Mill Lane'), entry_notes = pg_temp.sealed('Blue door')
where id = pg_temp.grp('Food bank');
create function pg_temp.pref(who text) returns text language sql as $$ select ref from data.people where id = pg_temp.person(who) $$;
create function pg_temp.gref() returns text language sql as $$ select ref from data.groups where id = pg_temp.grp('Food bank') $$;
-- "looker what owner" of all that stand there.
create function pg_temp.looks() returns text language sql as $$
	select string_agg(concat_ws(' ', p.name, v.what, coalesce(o.name, g.name)), ', ' order by v.id)
	from data.contact_views v join data.people p on p.id = v.person_id left join data.people o on o.id = v.of_id
	left join data.groups g on g.id = v.of_group_id where v.community_id = pg_temp.here() $$;
create function pg_temp.mine(who text) returns text language sql as $$
	select pg_temp.as_web(who, $q$select string_agg(concat_ws(' ', say, looker, owner), ', ' order by n) from (
	    select l.*, row_number() over () as n from looks_mine('') l) l$q$) $$;

-- ---- what a look writes down ----------------------------------------------------------
create temp table b as select pg_temp.match('Tom') as ref;
select ref as m from b \gset
select pg_temp.i_am('Tom') \g /dev/null
select is((select answer from matches_contact(:'m')), 'done', 'Tom looks');
select is(pg_temp.looks(), 'Tom phone_address Amina, Tom street_entry Food bank', 'whose and which: hers who asked, and the group''s');
delete from data.contact_views where community_id = pg_temp.here();
update data.memberships set contact = true where person_id = pg_temp.person('Joan');
update data.groups set entry_notes = '' where id = pg_temp.grp('Food bank');
select is((select answer from matches_contact(:'m')), 'done', 'again, when things have changed');
select is(pg_temp.looks(), 'Tom phone_address Amina, Tom address Joan, Tom street Food bank', 'a number that is not there was not seen');
select is(pg_temp.as_web('Tom', format($$select string_agg(p.name || case when v.what = 'address' then '' else ' phone' end, ', ' order by p.name)
	from data.contact_views v join data.people p on p.id = v.of_id where v.match_id = (select id from match_seen(%L))$$, :'m')),
	'Amina phone, Joan', 'Tom reads his own');
select pg_temp.i_am('Amina') \g /dev/null
select is((select answer from matches_contact(:'m')), 'done', 'Amina looks');
select is(pg_temp.looks(), 'Tom phone_address Amina, Tom address Joan, Tom street Food bank, Amina phone_address Tom', 'his, and no street');

-- Kept apart: neither look shows the other, and the street is the group's.
insert into data.blocks (community_id, person_id, blocked_id) values (pg_temp.here(), pg_temp.person('Amina'), pg_temp.person('Tom'));
savepoint apart;
delete from data.contact_views where community_id = pg_temp.here();
select is(pg_temp.as_web(w, format('select answer from matches_contact(%L)', :'m')), 'done', w || ' looks, kept apart') from unnest('{Tom,Amina}'::text[]) w;
select is(pg_temp.looks(), 'Tom address Joan, Tom street Food bank', 'and sees nothing of the other''s');
delete from data.contact_views where community_id = pg_temp.here();
rollback to apart;
delete from data.blocks where community_id = pg_temp.here();

-- ---- the desk --------------------------------------------------------------------------
select is((select answer from looks_person(pg_temp.pref('Tom'))), 'absent', 'it is for coordinators');
select is((select answer from looks_group(pg_temp.gref())), 'absent', 'both are');
select is(pg_temp.as_web('Ruth', format('select desk_looked_at(%s, null)', pg_temp.person('Joan'))), 'false', 'before she looks Ruth has not');
select is(pg_temp.as_web('Ruth', format('select answer from looks_person(%L)', pg_temp.pref('Joan'))), 'done', 'Ruth looks');
select is(pg_temp.as_web('Ruth', format('select answer from looks_group(%L)', pg_temp.gref())), 'done', 'and where the group is');
select is(pg_temp.as_web('Ruth', format('select answer from looks_person(%L)', pg_temp.pref('Ruth'))), 'done', 'at her own');
select is(pg_temp.looks(), 'Tom phone_address Amina, Tom address Joan, Tom street Food bank, Amina phone_address Tom, '
	'Ruth address Joan, Ruth street Food bank', 'which nobody need be told');
select is(pg_temp.as_web('Ruth', format('select desk_looked_at(%s, null)', pg_temp.person('Joan'))), 'true', 'now she has');
select is(pg_temp.as_web('Ruth', format('select desk_looked_at(%s, null)', pg_temp.person('Amina'))), 'false', 'at nobody else''s');
select is(pg_temp.as_web('Ruth', format('select answer from looks_person(%L)', 'NC-NONE-22')), 'absent', 'who is not there is absent');
update data.contact_views set at = at - interval '31 minutes' where community_id = pg_temp.here();
select is(pg_temp.as_web('Ruth', format('select desk_looked_at(%s, null) or desk_looked_at(null, %s)', pg_temp.person('Joan'), pg_temp.grp('Food bank'))), 'false',
	'after half an hour it is hidden again');

-- ---- who reads of it ---------------------------------------------------------------------
select is(pg_temp.mine('Amina'), 'look_desk_street Ruth Food bank, look_yours_street Tom Food bank, look_yours_phone_address Tom',
	'Amina reads of hers and her group''s, newest first, not of Joan''s and not her own look');
select is(pg_temp.mine('Joan'), 'look_desk_street Ruth Food bank, look_desk_address Ruth, look_yours_street Tom Food bank, look_yours_address Tom',
	'Joan of hers, and of the desk');
select is(pg_temp.mine('Tom'), 'look_yours_phone_address Amina', 'Tom of his');
select is(pg_temp.mine(w), '', w || ' of nothing') from unnest('{Sid,Gus,Ruth}'::text[]) w;
select is(pg_temp.as_web(w, 'select count(*) from data.contact_views'), n, w || ' reads ' || n || ' rows of the table')
from (values ('Sid', '0'), ('Gus', '0'), ('Tom', '4'), ('Amina', '5'), ('Joan', '6')) x (w, n);
select set_config('app.person', '', false) \g /dev/null
select is((select count(*) from looks_mine('')), 0::bigint, 'a guest of nothing');
select is(pg_temp.as_web('Joan', format('select match from looks_mine(%L) limit 1 offset 2', '')), :'m', 'with the match it was in');
update data.memberships set left_at = app_now() where person_id = pg_temp.person('Joan');
select is(pg_temp.mine('Joan'), 'look_desk_address Ruth, look_yours_address Tom', 'who left the group reads of their own alone');
select is(pg_temp.as_web('Joan', 'select string_agg(match, '''') from looks_mine('''')'), '', 'and without the match, which is no more theirs');
-- Next door, with the same numbers of people and groups in the identity.
insert into data.communities (key, name, zone) values ('pgtap-next', 'Next', 'Europe/London') returning id as next \gset
select set_config('app.community', :'next', false) \g /dev/null
select is(pg_temp.as_web(w, 'select (select count(*) from data.contact_views) + (select count(*) from looks_mine(''''))'), '0', 'from next door ' || w || ' reads none')
from unnest('{Amina,Tom,Ruth}'::text[]) w;
select is(pg_temp.as_web('Ruth', format('select answer from looks_person(%L)', pg_temp.pref('Tom'))), 'absent', 'nor does its desk look');
select set_config('app.community', pg_temp.here()::text, false) \g /dev/null

-- ---- many, a page at a time ----------------------------------------------------------------
insert into data.contact_views (community_id, person_id, of_id, what)
select pg_temp.here(), pg_temp.person('Ruth'), pg_temp.person('Kay'), 'address' from generate_series(1, 45);
create function pg_temp.page(after text) returns text language plpgsql as $$
begin
	perform pg_temp.i_am('Kay');
	return (select count(*) || ' ' || bool_or(l.more) || ' ' || (array_agg(l.ref))[count(*)] from looks_mine(after) l);
end $$;
select pg_temp.page('') as one \gset
select pg_temp.page(split_part(:'one', ' ', 3)) as two \gset
select pg_temp.page(split_part(:'two', ' ', 3)) as three \gset
select is(array[:'one', :'two', :'three'] = array['20 true ' || split_part(:'one', ' ', 3), '20 true ' || split_part(:'two', ' ', 3),
	'5 false ' || split_part(:'three', ' ', 3)], true, 'twenty, twenty and five');
select is(split_part(:'three', ' ', 3), (select v.ref from data.contact_views v where v.of_id = pg_temp.person('Kay') order by v.id limit 1), 'the last is the oldest');

-- ---- the shape -----------------------------------------------------------------------------
select is(pg_temp.broken(format('insert into data.contact_views (community_id, person_id, of_id, of_group_id, what) values (%L, %L, %L, %L, %L)',
	pg_temp.here(), pg_temp.person('Tom'), o, g, w)), c, c) from (values
	(pg_temp.person('Amina'), pg_temp.grp('Food bank'), 'address', 'contact_views_of_one'),
	(null, null, 'street', 'contact_views_of_one'),
	(pg_temp.person('Amina'), null, 'shoes', 'contact_views_what_fits'),
	(pg_temp.person('Amina'), null, 'street', 'contact_views_what_fits'),
	(null, pg_temp.grp('Food bank'), 'address', 'contact_views_what_fits')) x (o, g, w, c);
select is(pg_temp.broken('insert into data.contact_views (community_id, ref, person_id, of_id, what) select community_id, ref, person_id, of_id, what
	from data.contact_views where of_id is not null limit 1'), 'contact_views_ref_once', 'contact_views_ref_once');

select * from finish();
rollback;
