-- Appointments and bookings: every named constraint, every pair of states,
-- proposing, picking, moving, calling off, and what came of it.
begin;
\ir ../lib/match.sql
select no_plan();

-- ---- named constraints ------------------------------------------------------
create temp table one as select pg_temp.match() as ref;
create temp table m as select x.* from data.matches x join one on one.ref = x.ref;
create function pg_temp.timed(cols text, vals text, s text default '2027-01-04 10:00+00', e text default '2027-01-04 11:00+00')
returns text language sql as $$
	select format('insert into data.appointments (community_id, match_id, proposed_by, starts_at, ends_at%s) select community_id, id, person_id, %L, %L%s from m',
	    cols, s, e, vals) $$;
create temp table held as select 0::bigint as id;
do $$ declare n bigint; begin
	execute pg_temp.timed(', how, ref, state', ', ''phone'', ''NC-TIME-22'', ''fixed''') || ' returning id' into n;
	update held set id = n;
end $$;
create function pg_temp.booked(span text, extra text default '') returns text language sql as $$
	select format('insert into data.bookings (appointment_id, person_id, community_id, during) select held.id, m.person_id, m.community_id, %s from held, m%s',
	    span, extra) $$;
create function pg_temp.twice(first text, second text) returns text language plpgsql as $$
declare
	n bigint;
	c text;
begin
	execute pg_temp.booked(first);
	execute pg_temp.timed(', how', ', ''phone''') || ' returning id' into n;
	execute format('insert into data.bookings (appointment_id, person_id, community_id, during) select %s, person_id, community_id, %s from m', n, second);
	raise exception using errcode = 'NCTAP', message = 'fine';
exception
	when sqlstate 'NCTAP' then return 'none';
	when others then get stacked diagnostics c = constraint_name; return c;
end $$;
create temp table tried (name text, got text);
insert into tried values
	('appointments_ref_once', pg_temp.broken(pg_temp.timed(', how, ref', ', ''phone'', ''NC-TIME-22'''))),
	('appointments_state_known', pg_temp.broken(pg_temp.timed(', how, state', ', ''phone'', ''odd'''))),
	('appointments_ends_after_start', pg_temp.broken(pg_temp.timed(', how', ', ''phone''', '2027-01-04 11:00+00', '2027-01-04 11:00+00'))),
	('appointments_how_known', pg_temp.broken(pg_temp.timed(', how', ', ''pigeon'''))),
	('appointments_details_length', pg_temp.broken(pg_temp.timed(', how, details', ', ''phone'', ' || quote_literal(repeat('é', 401))))),
	('bookings_during_half_open', pg_temp.broken(pg_temp.booked('tstzrange(''2027-01-04 10:00+00'', ''2027-01-04 11:00+00'', ''[]'')'))),
	('bookings_during_overlap', pg_temp.twice('tstzrange(''2027-01-04 10:00+00'', ''2027-01-04 11:00+00'')', 'tstzrange(''2027-01-04 10:59+00'', ''2027-01-04 12:00+00'')'));
select is(got, name, name || ' holds') from tried order by name;
select is(pg_temp.broken(pg_temp.timed(', how', ', ''phone''', '2027-01-04 10:00+00', '2027-01-04 22:01+00')), 'appointments_ends_after_start', 'twelve hours are the most');
select is(pg_temp.twice('tstzrange(''2027-01-04 10:00+00'', ''2027-01-04 11:00+00'')', 'tstzrange(''2027-01-04 11:00+00'', ''2027-01-04 12:00+00'')'),
	'none', 'back-to-back is fine');
select set_eq($$select conname::text from pg_constraint where conrelid in ('data.appointments'::regclass, 'data.bookings'::regclass)
	and contype in ('c', 'u', 'x') and conname !~ '_key$'$$, 'select name from tried', 'every named constraint of these tables was tried');

-- ---- every pair of states -----------------------------------------------------
select is(pg_temp.moves(pg_temp.timed(', how, state', format(', ''phone'', %L', w)) || ' returning id', 'appointments', b),
	w = b or (w, b) in (('proposed', 'fixed'), ('proposed', 'lapsed'), ('proposed', 'cancelled'), ('fixed', 'held'), ('fixed', 'missed'),
	('fixed', 'cancelled')), format('appointments: %s to %s', w, b))
from unnest('{proposed,fixed,held,missed,cancelled,lapsed}'::text[]) w, unnest('{proposed,fixed,held,missed,cancelled,lapsed}'::text[]) b;

-- ---- proposing -------------------------------------------------------------------
create function pg_temp.day(n int) returns text language sql as $$ select to_char((app_now() at time zone 'Europe/London')::date + n, 'YYYY-MM-DD') $$;
-- Proposes n days from now at those hours, one row each.
create function pg_temp.propose(m text, days int[], from_at text default '10:00', to_at text default '11:00', replaces text default '')
returns text language plpgsql as $$
declare
	d text[];
	a record;
begin
	select array_agg(coalesce(pg_temp.day(days[i]), '') order by i) into d from generate_series(1, 5) i;
	select * into a from appointments_new(m, d, array_fill(from_at, '{5}'), array_fill(to_at, '{5}'), 'phone', 'Tom rings', '', replaces);
	return a.answer;
end $$;
create function pg_temp.times(m text) returns text language sql as $$
	select string_agg(a.state, ' ' order by a.id) from data.appointments a join data.matches x on x.id = a.match_id where x.ref = m $$;
create function pg_temp.newest(m text, s text) returns text language sql as $$
	select a.ref from data.appointments a join data.matches x on x.id = a.match_id where x.ref = m and a.state = s order by a.id desc limit 1 $$;
select pg_temp.i_am('Tom') \g /dev/null
create temp table a as select pg_temp.match() as ref;
select is(pg_temp.propose(ref, '{7,8,9,10,11}'), 'done', 'five times in one go') from a;
select is(pg_temp.times(ref), 'proposed proposed proposed proposed proposed', 'all five are there') from a;
select is(pg_temp.mails('times_proposed'), 'Amina, Joan', 'the group is told');
select is(pg_temp.due(ref), 'pick_time Food bank', 'the group has the next step') from a;
select is(pg_temp.broken(format('select pg_temp.propose(%L, ''{7,-1}'')', ref)), 'appointments_past_2', 'a day that has passed is refused in its row') from a;
select is(pg_temp.broken(format('select pg_temp.propose(%L, ''{7,8,9}'', ''11:00'', ''10:00'')', ref)), 'appointments_ends_1', 'an end before the start too') from a;
select is(pg_temp.times(ref), 'proposed proposed proposed proposed proposed', 'and then nothing has changed') from a;
select is(pg_temp.broken(format($$select appointments_new(%L, '{%s,"","","",""}', '{10:00,"","","",""}', '{11:00,"","","",""}', 'pigeon', '', '', '')$$, ref, pg_temp.day(7))),
	'appointments_how_known', 'how they meet is known') from a;
select pg_temp.i_am('Amina') \g /dev/null
select is(pg_temp.propose(ref, '{12}'), 'done', 'the group would rather another day') from a;
select is(pg_temp.times(ref), 'lapsed lapsed lapsed lapsed lapsed proposed', 'the earlier times lapse') from a;
select is(pg_temp.due(ref), 'pick_time Tom', 'now the volunteer picks') from a;
select is(pg_temp.broken(format('select appointments_fix(%L, %L, '''')', ref, pg_temp.newest(ref, 'proposed'))), 'appointments_fix_own', 'nobody picks their own') from a;
select is(pg_temp.broken(format($$select appointments_new(%L, '{%s,"","","",""}', '{10:00,"","","",""}', '{11:00,"","","",""}', 'phone', '', 'NC-NONE-22', '')$$, ref, pg_temp.day(7))),
	'appointments_there_known', 'who is there is of the group') from a;
select is(pg_temp.propose(ref, '{13}', replaces => 'NC-NONE-22'), 'lost', 'what is not fixed cannot be moved') from a;
select pg_temp.i_am('Kay') \g /dev/null
select is(pg_temp.propose(ref, '{13}'), 'absent', 'another volunteer finds nothing') from a;
select pg_temp.i_am('Ruth') \g /dev/null
select is(pg_temp.propose(ref, '{13}'), 'absent', 'the desk does not make appointments for others') from a;

-- ---- picking ------------------------------------------------------------------------
select pg_temp.i_am('Tom') \g /dev/null
select pg_temp.no_mails() \g /dev/null
select is((select answer from appointments_fix(ref, 'NC-NONE-22', '')), 'absent', 'a time that is not there') from a;
select is((select answer from appointments_fix(ref, pg_temp.newest(ref, 'lapsed'), '')), 'lost', 'a lapsed time is lost') from a;
select is((select answer from appointments_fix(ref, pg_temp.newest(ref, 'proposed'), '')), 'done', 'the volunteer picks') from a;
select is(pg_temp.state(ref), 'scheduled', 'the match is scheduled') from a;
select is(pg_temp.due(ref), 'appointment Tom', 'the day itself is the next step') from a;
select is(pg_temp.mails('appointment_fixed'), 'Amina, Tom', 'who is booked is told');
select is((select string_agg(p.name, ' ' order by p.name) from data.bookings b join data.people p on p.id = b.person_id
	join data.appointments t on t.id = b.appointment_id where t.ref = pg_temp.newest(a.ref, 'fixed')), 'Amina Tom', 'both are booked') from a;
create temp table b as select pg_temp.match() as ref;
select is(pg_temp.propose(ref, '{12,13}', '10:30', '11:30'), 'done', 'another group''s time, overlapping') from b;
select pg_temp.i_am('Joan') \g /dev/null
select is(pg_temp.broken(format('select appointments_fix(%L, %L, %L)', ref, (select t.ref from data.appointments t join data.matches x on x.id = t.match_id where x.ref = b.ref order by t.starts_at limit 1),
	(select p.ref from data.people p where p.name = 'Joan' and p.community_id = pg_temp.here()))), 'bookings_other_overlap', 'the volunteer is booked already') from b;
select is(pg_temp.state(ref), 'agreed', 'nothing is fixed then') from b;
select is((select answer from appointments_fix(ref, (select t.ref from data.appointments t join data.matches x on x.id = t.match_id where x.ref = b.ref order by t.starts_at desc limit 1),
	(select p.ref from data.people p where p.name = 'Amina' and p.community_id = pg_temp.here()))), 'done', 'the next day is free') from b;
create temp table c as select pg_temp.match('Sid') as ref;
select pg_temp.i_am('Sid') \g /dev/null
select pg_temp.propose(ref, '{13}', '11:00', '12:00') from c \g /dev/null
select pg_temp.i_am('Amina') \g /dev/null
select is(pg_temp.broken(format('select appointments_fix(%L, %L, '''')', ref, pg_temp.newest(ref, 'proposed'))), 'bookings_during_overlap', 'I am booked already') from c;
update data.appointments set starts_at = starts_at + interval '30 minutes', ends_at = ends_at + interval '30 minutes' where ref = (select pg_temp.newest(ref, 'proposed') from c);
select is((select answer from appointments_fix(ref, pg_temp.newest(ref, 'proposed'), '')), 'done', 'back-to-back is fine') from c;

-- ---- whoever was to be there has left the group ------------------------------------
create temp table gone as select pg_temp.match('Una') as ref;
select pg_temp.i_am('Joan') \g /dev/null
select is(pg_temp.propose(ref, '{21}'), 'done', 'Joan proposes, and would be there') from gone;
update data.memberships set left_at = app_now() where group_id = pg_temp.grp('Food bank') and person_id = pg_temp.person('Joan');
select pg_temp.i_am('Una') \g /dev/null
select pg_temp.no_mails() \g /dev/null
select is((select answer from appointments_fix(ref, pg_temp.newest(ref, 'proposed'), '')), 'done', 'then the volunteer picks it') from gone;
select is((select p.name from data.appointments t join data.people p on p.id = t.there where t.ref = pg_temp.newest(gone.ref, 'fixed')), 'Amina',
	'and the group''s contact will be there') from gone;
select is(pg_temp.mails('appointment_fixed'), 'Amina, Una', 'nobody of yesterday hears of it');
update data.memberships set left_at = null where group_id = pg_temp.grp('Food bank') and person_id = pg_temp.person('Joan');
select pg_temp.i_am('Amina') \g /dev/null

-- ---- or is paused --------------------------------------------------------------------
savepoint paused;
create function pg_temp.name_there(m text, day int, who text) returns text language sql as $$
	select format('select appointments_new(%L, ''{%s,"","","",""}'', ''{10:00,"","","",""}'', ''{11:00,"","","",""}'', ''phone'', '''', %L, '''')',
	    m, pg_temp.day(day), (select p.ref from data.people p where p.id = pg_temp.person(who))) $$;
select is(pg_temp.broken(pg_temp.name_there(ref, 22, 'Joan')), 'none', 'Amina may name Joan') from gone;
select pg_temp.i_am('Joan') \g /dev/null
select is(pg_temp.propose(ref, '{22}'), 'done', 'Joan proposes') from gone;
update data.people set state = 'suspended' where id = pg_temp.person('Joan');
savepoint one_paused;
select pg_temp.i_am('Una') \g /dev/null
select is((select answer from appointments_fix(ref, pg_temp.newest(ref, 'proposed'), '')), 'done', 'is paused, and the volunteer picks') from gone;
select is((select p.name from data.appointments t join data.people p on p.id = t.there where t.ref = pg_temp.newest(gone.ref, 'fixed')), 'Amina',
	'somebody will be there who can come in') from gone;
rollback to one_paused;
select pg_temp.i_am('Amina') \g /dev/null
select is(pg_temp.broken(pg_temp.name_there(ref, 23, 'Joan')), 'appointments_there_known', 'no colleague names who is paused') from gone;
update data.people set state = 'suspended' where id = pg_temp.person('Amina');
select pg_temp.i_am('Una') \g /dev/null
select is((select answer from appointments_fix(ref, pg_temp.newest(ref, 'proposed'), '')), 'lost', 'and with nobody left the time is not open') from gone;
rollback to paused;

-- ---- moving ---------------------------------------------------------------------------
create temp table old as select t.* from data.appointments t where t.ref = (select pg_temp.newest(ref, 'fixed') from a);
select is(pg_temp.propose(a.ref, '{14}', replaces => old.ref), 'done', 'the group would move it') from a, old;
select is((select state from data.appointments where id = old.id), 'fixed', 'until it is picked the old time stands') from old;
select pg_temp.i_am('Tom') \g /dev/null
select is((select answer from appointments_fix(ref, pg_temp.newest(ref, 'proposed'), '')), 'done', 'it is picked') from a;
select is((select state from data.appointments where id = old.id), 'cancelled', 'then the old one is gone') from old;
select is((select uid::text || ' ' || sequence from data.appointments where ref = pg_temp.newest(a.ref, 'fixed')), old.uid::text || ' ' || old.sequence + 1,
	'the calendar''s entry is the same, one step on') from a, old;
select is((select count(*) from data.bookings where appointment_id = old.id and active), 0::bigint, 'nobody is booked for the old one') from old;
select is(pg_temp.state(ref), 'scheduled', 'the match is still scheduled') from a;

-- ---- calling off and what came of it -------------------------------------------------------
select pg_temp.no_mails() \g /dev/null
select is((select answer from appointments_outcome(pg_temp.newest(ref, 'fixed'), 'held')), 'lost', 'it has not come yet') from a;
select pg_temp.i_am('Gus') \g /dev/null
select is((select answer from appointments_cancel(pg_temp.newest(ref, 'fixed'), '')), 'absent', 'another group finds nothing') from a;
select is((select answer from appointments_outcome(pg_temp.newest(ref, 'fixed'), 'held')), 'absent', 'nor does it say what came of it') from a;
select pg_temp.i_am('Joan') \g /dev/null
select is((select answer from appointments_cancel(pg_temp.newest(ref, 'fixed'), 'Amina is ill')), 'done', 'any member can call it off') from a;
select is(pg_temp.state(ref) || ' / ' || pg_temp.due(ref), 'agreed / appointment Tom', 'the match is agreed again, a new time is the next step') from a;
select is(pg_temp.mails('appointment_cancelled'), 'Amina, Tom', 'who was booked is told');
select is((select sequence from data.appointments where ref = pg_temp.newest(a.ref, 'cancelled')), 2, 'the calendar''s entry goes one step on') from a;
select is((select count(*) from data.messages g join data.matches x on x.id = g.match_id where x.ref = a.ref and g.body = 'Amina is ill'), 1::bigint, 'the words stand in the talk') from a;
select is((select answer from appointments_cancel(pg_temp.newest(ref, 'cancelled'), '')), 'lost', 'once') from a;
update data.appointments set starts_at = starts_at - interval '30 days', ends_at = ends_at - interval '30 days' where ref in (select pg_temp.newest(ref, 'fixed') from b union select pg_temp.newest(ref, 'fixed') from c);
select is((select answer from appointments_outcome(pg_temp.newest(ref, 'fixed'), 'held')), 'done', 'they met') from b;
select is(pg_temp.state(ref) || ' / ' || pg_temp.due(ref), 'working / handover Tom', 'the work has begun') from b;
select is((select answer from appointments_outcome(pg_temp.newest(ref, 'held'), 'missed')), 'lost', 'that is said once') from b;
select is((select answer from appointments_outcome(pg_temp.newest(ref, 'fixed'), 'missed')), 'done', 'they did not meet') from c;
select is(pg_temp.state(ref) || ' / ' || pg_temp.due(ref), 'agreed / appointment Sid', 'a new time is the next step') from c;
select is((select state from data.promises p join c on p.subject_ref = pg_temp.newest(c.ref, 'missed')), 'missed', 'the promise of that day was missed');

-- ---- a release empties the calendar ------------------------------------------------------------
select pg_temp.i_am('Tom') \g /dev/null
create temp table d as select pg_temp.match() as ref;
select pg_temp.propose(ref, '{20}') from d \g /dev/null
select pg_temp.i_am('Amina') \g /dev/null
select appointments_fix(ref, pg_temp.newest(ref, 'proposed'), '') from d \g /dev/null
select pg_temp.i_am('Tom') \g /dev/null
select is((select answer from matches_release(ref, '')), 'done', 'the volunteer cannot go on') from d;
select is(pg_temp.times(ref), 'cancelled', 'the time is cancelled') from d;
select is((select count(*) from data.bookings b join data.appointments t on t.id = b.appointment_id join data.matches x on x.id = t.match_id
	where x.ref = d.ref and b.active), 0::bigint, 'and everybody is free') from d;
select is(pg_temp.propose(ref, '{21}'), 'lost', 'no new times after that') from d;

select * from finish();
rollback;
