-- Groups, who belongs to them and who was asked to: every named constraint,
-- and what each deed answers to whom.
\ir ../lib/deeds.sql

-- ---- people ------------------------------------------------------------------
insert into data.communities (key, name, country) values ('grptest', 'Group test', 'XX'), ('grpelse', 'Elsewhere', 'XX');
create function pg_temp.person(name text, key text default 'grptest') returns bigint language sql as $$
	with p as (insert into data.people (community_id, name) values (pg_temp.at(key), person.name) returning id)
	insert into data.accounts (person_id, community_id, address)
	select id, pg_temp.at(key), person.name || '@' || key || '.example' from p returning person_id $$;
select pg_temp.person(n) from unnest(array['Amina', 'Joan', 'Ruth', 'Sam', 'Tom']) n \g /dev/null
select pg_temp.person('Eve', 'grpelse') \g /dev/null
insert into data.coordinators (person_id, community_id) values (pg_temp.who('Ruth'), pg_temp.at('grptest'));
insert into data.places (id, name, region, country, latitude, longitude, people) values
	(990000001, 'Testing', 'North', 'XX', 50, 0, 900), (990000002, 'Testing', 'South', 'XX', 51, 0, 800),
	(990000003, 'Oneham', 'South', 'XX', 51, 0, 800);
create function pg_temp.grp(name text) returns bigint language sql as $$ select max(id) from data.groups g where g.name = grp.name $$;
create function pg_temp.ref(name text) returns text language sql as $$ select g.ref from data.groups g where g.id = pg_temp.grp(ref.name) $$;
create function pg_temp.pref(name text) returns text language sql as $$ select p.ref from data.people p where p.id = pg_temp.who(pref.name) $$;


-- ---- a group signs up ---------------------------------------------------------
select is(pg_temp.as_('Amina', $$groups_new('Food bank', 'Parcels', 'registered', '123', 'Oneham', md5('amina'), pg_temp.sealed('01632 960001'))$$), 'done', 'a group signs up');
select is((select row(state, town, place_id, registration_number)::text from data.groups where id = pg_temp.grp('Food bank')),
	'(new,Oneham,990000003,123)', 'it is new; a town that is in no doubt is chosen');
select is((select contact from data.memberships where group_id = pg_temp.grp('Food bank') and person_id = pg_temp.who('Amina')), true, 'she is its contact');
select is((select phone from data.accounts where person_id = pg_temp.who('Amina')), pg_temp.sealed('01632 960001'), 'with her phone number');
select is((select row(kind, desk, state)::text from data.promises where subject_ref = pg_temp.ref('Food bank')), '(vet_group,t,due)', 'the desk promises to look');
select is((select array_agg(kind) from data.outbox where person_id = pg_temp.who('Ruth')), array['group_new'], 'and gets a mail');
select is(pg_temp.as_('Amina', format($$groups_new('G%s', 'x', 'unknown', null, null, '', null)$$, n)),
	case when n < 5 then 'done' else 'groups_new_many' end, 'group ' || n || ' more in a row') from generate_series(1, 5) n;
select is((select phone from data.accounts where person_id = pg_temp.who('Amina')), pg_temp.sealed('01632 960001'), 'no phone number given keeps the old one');
select set_config('app.person', '', true) \g /dev/null
select is((select answer from groups_new('X', 'x', 'unknown', null, null, '', null)), 'absent', 'nobody signed in, no group');

-- ---- every named constraint of groups ---------------------------------------------
select is(pg_temp.breaks(format('update data.groups set %s where id = %s', f.change, pg_temp.grp('Food bank'))), f.name, f.name || ': ' || left(f.change, 30))
from (values ('name = repeat(''ж'', 121)', 'groups_name_length'), ('name = ''''', 'groups_name_length'),
	('does = ''''', 'groups_does_length'), ('does = repeat(''x'', 1001)', 'groups_does_length'),
	('town = repeat(''x'', 81)', 'groups_town_length'), ('registration = ''yes''', 'groups_registration_known'),
	('registration_number = repeat(''x'', 41)', 'groups_registration_number_length'),
	('vault = md5(''x''), street = pg_temp.sealed(repeat(''x'', 1139))', 'groups_street_sealed'),
	('vault = md5(''x''), entry_notes = pg_temp.sealed(repeat(''x'', 2739))', 'groups_entry_notes_sealed'),
	('street = pg_temp.sealed(''x'')', 'groups_street_sealed'), ('entry_notes = pg_temp.sealed(''x'')', 'groups_entry_notes_sealed'),
	('vault = ''x''', 'groups_vault_form'),
	('state = ''gone''', 'groups_state_known'), ('reason = repeat(''x'', 1001)', 'groups_reason_length'),
	('next_step = repeat(''x'', 1001)', 'groups_next_step_length'), ('state = ''declined''', 'groups_declined_reason'),
	('ref = (select ref from data.groups where name = ''G1'')', 'groups_ref_once')) f (change, name);
select is(pg_temp.breaks(format('update data.groups set %s where id = %s', f, pg_temp.grp('Food bank'))), 'nothing', 'fits: ' || left(f, 30))
from unnest(array['does = repeat(''🎵'', 1000)', 'vault = md5(''x''), entry_notes = ''1.'' || repeat(''x'', 2738)', 'vault = md5(''x''), street = ''1.'' || repeat(''x'', 1138)']) f;

-- ---- it is changed ----------------------------------------------------------------
create function pg_temp.change(who text, town text) returns text language sql as $$
	select pg_temp.as_(who, format('groups_change(%L, ''Food bank'', ''Parcels on Friday'', ''part_of'', null, %L, md5(''x''), pg_temp.sealed(''4 Mill Lane''), pg_temp.sealed(''Side door''))',
	    pg_temp.ref('Food bank'), town)) $$;
select is(pg_temp.change(w, 'Oneham'), 'absent', w || ' cannot change it') from unnest(array['Joan', 'Ruth', 'Eve']) w;
select is(pg_temp.change('Amina', 'Oneham'), 'done', 'a member changes it');
select is((select row(does, registration, street, entry_notes, place_id)::text from data.groups where id = pg_temp.grp('Food bank')),
	'("Parcels on Friday",part_of,' || pg_temp.sealed('4 Mill Lane') || ',' || pg_temp.sealed('Side door') || ',990000003)', 'what was said is kept, and so is the town');
select is(pg_temp.change('Amina', 'Testing'), 'done', 'another town');
select is((select place_id from data.groups where id = pg_temp.grp('Food bank')), null, 'two it may mean: none is chosen');
select is(pg_temp.as_('Amina', format('groups_place(%L, 990000003)', pg_temp.ref('Food bank'))), 'groups_place_offered', 'a town that was not offered');
select is(pg_temp.as_('Joan', format('groups_place(%L, null)', pg_temp.ref('Food bank'))), 'absent', 'others cannot choose');
select is(pg_temp.as_('Amina', format('groups_place(%L, 990000002)', pg_temp.ref('Food bank'))), 'done', 'she chooses');
select is((select place_id from data.groups where id = pg_temp.grp('Food bank')), 990000002, 'it is kept');
select is(pg_temp.change('Amina', 'Testing'), 'done', 'something else is changed');
select is((select place_id from data.groups where id = pg_temp.grp('Food bank')), 990000002, 'the town stays as chosen');
select is(pg_temp.as_('Amina', format('groups_place(%L, null)', pg_temp.ref('Food bank'))), 'done', 'none of them is an answer');

-- ---- colleagues are asked ------------------------------------------------------------
create function pg_temp.invite(who text, address text) returns text language sql as $$
	select pg_temp.as_(who, format('memberships_invite(%L, %L)', pg_temp.ref('Food bank'), address)) $$;
create function pg_temp.asked(address text) returns text language sql as $$
	select ref from data.member_invitations i where i.address = asked.address::citext order by id desc limit 1 $$;
create function pg_temp.accepts(who text, address text) returns text language sql as $$
	select pg_temp.as_(who, format('memberships_accept(%L)', pg_temp.asked(address))) $$;
create function pg_temp.cancels(who text, grp text, address text) returns text language sql as $$
	select pg_temp.as_(who, format('memberships_cancel(%L, %L)', pg_temp.ref(grp), pg_temp.asked(address))) $$;
select is(pg_temp.invite(w, 'sam@grptest.example'), 'absent', w || ' cannot invite') from unnest(array['Joan', 'Ruth', 'Eve']) w;
select is(pg_temp.invite('Amina', 'AMINA@grptest.example'), 'memberships_already', 'she is in already');
select is(pg_temp.invite('Amina', 'Sam@grptest.example'), 'done', 'Sam is asked');
select is(pg_temp.invite('Amina', 'sam@grptest.example'), 'member_invitations_address_waiting', 'not twice at once');
select is((select row(address, person_id, about ->> 'invitation')::text from data.outbox where kind = 'member_invited'),
	format('(Sam@grptest.example,,%s)', pg_temp.asked('sam@grptest.example')), 'a mail goes to the address');
select pg_temp.be('Sam') \g /dev/null
select results_eq('select ref, mine from member_invitation(pg_temp.asked(''sam@grptest.example''))',
	'select pg_temp.asked(''sam@grptest.example''), true', 'Sam sees it as his');
select is((select count(*) from my_member_invitations()), 1::bigint, 'and among his');
select pg_temp.be('Joan') \g /dev/null
select is((select mine from member_invitation(pg_temp.asked('sam@grptest.example'))), false, 'Joan does not');
select is(pg_temp.accepts(w, 'sam@grptest.example'), 'absent', w || ' cannot use it') from unnest(array['Joan', 'Ruth', 'Eve', 'Amina']) w;
select is(pg_temp.accepts('Sam', 'sam@grptest.example'), 'done', 'Sam joins');
select is(pg_temp.accepts('Sam', 'sam@grptest.example'), 'done', 'a second press changes nothing');
select is((select count(*) from data.memberships where group_id = pg_temp.grp('Food bank') and left_at is null), 2::bigint, 'they are two');

select is(pg_temp.invite('Amina', 'tom@grptest.example'), 'done', 'Tom is asked');
select is(pg_temp.cancels('Joan', 'Food bank', 'tom@grptest.example'), 'absent', 'Joan cannot take it back');
select is(pg_temp.cancels('Amina', 'G1', 'tom@grptest.example'), 'absent', 'not by way of another group');
select is(pg_temp.cancels('Sam', 'Food bank', 'tom@grptest.example'), 'done', 'any member can');
select is(pg_temp.cancels('Amina', 'Food bank', 'tom@grptest.example'), 'lost', 'only once');
select is(pg_temp.accepts('Tom', 'tom@grptest.example'), 'lost', 'Tom comes too late');
savepoint fresh;
select is(pg_temp.invite('Amina', 'old@grptest.example'), 'done', 'somebody is asked');
update data.member_invitations set asked_at = app_now() - interval '31 days' where address = 'old@grptest.example';
select is(pg_temp.invite('Amina', 'other@grptest.example'), 'done', 'and after a month somebody else');
select is((select state from data.member_invitations where address = 'old@grptest.example'), 'lapsed', 'the first has run out');
select is(pg_temp.cancels('Amina', 'Food bank', 'old@grptest.example'), 'done', 'and is taken back');
select is(pg_temp.cancels('Amina', 'Food bank', 'old@grptest.example'), 'lost', 'once');
rollback to fresh;

select is(pg_temp.breaks(format('update data.member_invitations set %s where ref = %L', f.change, pg_temp.asked('tom@grptest.example'))), f.name, f.name)
from (values ('address = ''x''', 'member_invitations_address_length'), ('address = repeat(''x'', 255)', 'member_invitations_address_length'),
	('state = ''gone''', 'member_invitations_state_known'),
	('ref = pg_temp.asked(''sam@grptest.example'')', 'member_invitations_ref_once')) f (change, name);
select is(pg_temp.invite('Amina', 'p' || n || '@grptest.example'), case when n <= 8 then 'done' else 'member_invitations_many' end,
	'invitation ' || n || ' more of today') from generate_series(1, 9) n;

select is(array(select c.conname::text from pg_constraint c where c.conrelid in ('data.groups'::regclass, 'data.memberships'::regclass,
	'data.member_invitations'::regclass) and c.contype in ('c', 'u') and c.conname !~ '_key$'
	and c.conname::text not in (select name from broken)), '{}', 'every named constraint was broken once');

-- ---- leaving ------------------------------------------------------------------------------
create function pg_temp.takes_off(who text, person text) returns text language sql as $$
	select pg_temp.as_(who, format('memberships_end(%L, %L)', pg_temp.ref('Food bank'), person)) $$;
select is(pg_temp.takes_off(w, pg_temp.pref('Sam')), 'absent', w || ' cannot take Sam off') from unnest(array['Joan', 'Ruth', 'Eve']) w;
select is(pg_temp.takes_off('Amina', pg_temp.pref('Joan')), 'absent', 'who is not in cannot be taken off');
select is(pg_temp.takes_off('Amina', pg_temp.pref('Amina')), 'absent', 'leaving has a page of its own');
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure)
select pg_temp.at('grptest'), pg_temp.grp('Food bank'), pg_temp.who('Amina'), 'open', 't', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'calm', 'm';
insert into data.requests (community_id, group_id, asked_by) values (pg_temp.at('grptest'), pg_temp.grp('Food bank'), pg_temp.who('Amina'));
select is(pg_temp.takes_off('Amina', pg_temp.pref('Sam')), 'done', 'Amina takes Sam off');
select is(pg_temp.takes_off('Amina', pg_temp.pref('Sam')), 'lost', 'only once');
select is(pg_temp.takes_off('Sam', pg_temp.pref('Amina')), 'absent', 'Sam has no say any more');
select is(pg_temp.accepts('Sam', 'sam@grptest.example'), 'lost', 'and his old invitation does not bring him back');
select is(pg_temp.takes_off('Amina', null), 'memberships_last_member', 'the last cannot leave a running request');
select is((select left_at from data.memberships where group_id = pg_temp.grp('Food bank') and person_id = pg_temp.who('Amina')), null, 'she is still in');
insert into data.member_invitations (community_id, group_id, address, invited_by) values
	(pg_temp.at('grptest'), pg_temp.grp('Food bank'), 'sam@grptest.example', pg_temp.who('Amina'));
select is(pg_temp.accepts('Sam', 'sam@grptest.example'), 'done', 'asked again, Sam comes back');
-- Who is paused answers for nothing.
savepoint back;
select is(needs_member(pg_temp.grp('Food bank')), false, 'two answer for it');
update data.people set state = 'suspended' where id = pg_temp.who('Sam');
select is(pg_temp.takes_off('Amina', null), 'memberships_last_member', 'who is paused is nobody who stays');
select is(pg_temp.as_('Amina', format('memberships_leave(%L, null, null)', pg_temp.ref('Food bank'))), 'memberships_leave_what', 'so she says what becomes of it');
select is(needs_member(pg_temp.grp('Food bank')), false, 'while she is there');
select is(pg_temp.as_('Amina', format('memberships_leave(%L, ''desk'', null)', pg_temp.ref('Food bank'))), 'done', 'she waits');
select is(needs_member(pg_temp.grp('Food bank')), true, 'then somebody has to be found');
update data.requests set state = 'withdrawn' where title = 't';
select is(pg_temp.takes_off('Amina', null), 'done', 'she leaves when nothing runs');
select is((select state from data.requests where group_id = pg_temp.grp('Food bank') and goal = ''), 'draft', 'what was begun waits for who is paused');
rollback to back;
select is(pg_temp.takes_off('Amina', null), 'done', 'now she can leave');
select is((select contact from data.memberships where group_id = pg_temp.grp('Food bank') and person_id = pg_temp.who('Sam')), true, 'Sam is the contact now');

-- Somebody who is named for an appointment stays until it is changed.
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar)
select community_id, id, group_id, 'call', 'Ring', 60, true from data.requests where title = 't' returning id as task \gset
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat)
select community_id, id, request_id, group_id, pg_temp.who('Tom'), 'lead' from data.tasks where id = :task returning id as match \gset
insert into data.appointments (community_id, match_id, state, starts_at, ends_at, how, proposed_by, there)
values (pg_temp.at('grptest'), :match, 'fixed', app_now() + interval '1 day', app_now() + interval '25 hours', 'phone', pg_temp.who('Tom'), pg_temp.who('Sam'))
returning id as appointment \gset
insert into data.bookings (appointment_id, person_id, community_id, during)
select id, there, community_id, tstzrange(starts_at, ends_at) from data.appointments where id = :appointment;
select is(pg_temp.takes_off('Sam', null), 'memberships_appointment_due', 'who is named for an appointment stays');
-- Also who waits to leave, until that time is over or called off.
savepoint named;
select is(pg_temp.as_('Sam', format('memberships_leave(%L, ''desk'', null)', pg_temp.ref('Food bank'))), 'done', 'Sam waits to leave');
create function pg_temp.clock() returns text language plpgsql as $$
declare
	n int := memberships_relieve();
begin
	return n || coalesce((select ' ' || string_agg(p.name, ' ' order by p.name) from data.memberships m
	    join data.people p on p.id = m.person_id where m.group_id = pg_temp.grp('Food bank') and m.left_at is null), '');
end $$;
select is(pg_temp.clock(), '0 Sam', 'while nobody goes on, he stays');
insert into data.member_invitations (community_id, group_id, address, invited_by) values
	(pg_temp.at('grptest'), pg_temp.grp('Food bank'), 'joan@grptest.example', pg_temp.who('Sam'));
select is(pg_temp.accepts('Joan', 'joan@grptest.example'), 'done', 'Joan joins');
select is(pg_temp.clock(), '0 Joan Sam', 'he is named, so he stays');
savepoint joined;
update data.appointments set state = 'cancelled' where id = :appointment;
update data.people set state = 'suspended' where id = pg_temp.who('Joan');
select is(pg_temp.clock(), '0 Joan Sam', 'nor does somebody paused go on');
update data.people set state = 'active' where id = pg_temp.who('Joan');
select is(pg_temp.clock(), '1 Joan', 'it is called off: he is out');
select is((select count(*) from data.memberships where group_id = pg_temp.grp('Food bank') and person_id = pg_temp.who('Joan') and contact), 1::bigint, 'Joan is the contact');
select is(pg_temp.clock(), '0 Joan', 'once');
select pg_temp.be('Sam') \g /dev/null
select is((select g.group_name from data.outbox o, group_left(o.about ->> 'group') g where o.kind = 'member_relieved' and o.person_id = me()), 'Food bank', 'and his mail says of what');
rollback to joined;
update data.clock set ahead = ahead + interval '2 days';
select set_config('app.ahead', '', false) \g /dev/null
select is(pg_temp.clock(), '1 Joan', 'or when it is over');
rollback to named;
select set_config('app.ahead', '', false) \g /dev/null
update data.appointments set state = 'cancelled' where id = :appointment;
update data.requests set state = 'withdrawn' where title = 't';
select is(pg_temp.takes_off('Sam', null), 'done', 'the last leaves when nothing runs');
select is((select state from data.requests where group_id = pg_temp.grp('Food bank') and goal = ''), 'withdrawn', 'a draft is thrown away then');

select * from finish();
rollback;
