-- Times: proposed by one side, picked by the other, moved, cancelled, kept.
-- Locked in order: request, task, matches, appointments, people by id.

-- New proposals take the place of those still open, from either side.
-- Five rows, each a day, from and until; empty ones are left out.  Rows that
-- cannot be are refused under the row's own name.
create function appointments_new(match text, days text[], froms text[], untils text[], how text, details text,
    there text, replaces text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
	lead data.matches := match_lead(m);
	old data.appointments;
	who bigint;
	i int;
begin
	if m.id is null or match_side(m.person_id, m.group_id) = 'desk' then
		return absent();
	elsif not match_lives(m) or lead.state not in ('agreed', 'scheduled', 'working') then
		return lost('appointments_new_lost', m.ref);
	end if;
	perform from data.appointments a where a.match_id = lead.id order by a.id for update;
	if coalesce(appointments_new.replaces, '') <> '' then
		select a.* into old from data.appointments a where a.ref = appointments_new.replaces and a.match_id = lead.id and a.state = 'fixed';
		if old.id is null then
			return lost('appointments_move_lost', m.ref);
		end if;
	end if;
	if in_group(m.group_id) then
		who := appointment_there(m.group_id, coalesce(nullif(there, ''), (select p.ref from data.people p where p.id = me())));
	end if;
	update data.appointments a set state = 'lapsed', decided_at = app_now() where a.match_id = lead.id and a.state = 'proposed';
	for i in 1 .. 5 loop
		if days[i] <> '' then
			perform appointment_proposed(lead, i, instant(days[i], froms[i]), instant(days[i], untils[i]), how, details,
			    who, old.id);
		end if;
	end loop;
	perform keep('appointment', lead.ref, 'moved');
	perform match_promise('pick_time', lead, case when who is not null then lead.person_id end,
	    case when who is null then m.group_id end);
	if m.person_id = me() then
		perform match_first_message(m, lead);
	end if;
	perform audit('appointments_new', 'match', lead.id);
	perform match_mail('times_proposed', m);
	return done(m.ref, 'appointments_proposed_said');
end $$;

create function appointment_proposed(lead data.matches, row_no int, starts timestamptz, ends timestamptz, how text,
    details text, who bigint, old bigint) returns void language plpgsql security definer as $$
begin
	if starts <= app_now() then
		perform refuse('appointments_past_' || row_no);
	elsif ends <= starts or ends > starts + interval '12 hours' then
		perform refuse('appointments_ends_' || row_no);
	end if;
	insert into data.appointments (community_id, match_id, starts_at, ends_at, how, details, proposed_by, there, replaces)
	values (here(), lead.id, starts, ends, how, coalesce(details, ''), me(), who, old);
end $$;

-- The member of the group with that ref, who can come; refused when there is none.
create function appointment_there(grp bigint, person text) returns bigint language plpgsql stable security definer as $$
declare
	found_id bigint := (select p.id from data.people p join data.memberships s on s.person_id = p.id
	    where s.group_id = grp and s.left_at is null and p.ref = person and p.community_id = here() and p.state = 'active');
begin
	if found_id is null then
		perform refuse('appointments_there_known');
	end if;
	return found_id;
end $$;

-- Books everybody who will be there.  People are locked in id order, so
-- that two bookings of one person wait for each other and none deadlocks.
create function appointment_booked(a data.appointments, people bigint[]) returns void language plpgsql security definer as $$
declare
	span tstzrange := tstzrange(a.starts_at, a.ends_at, '[)');
	busy bigint;
begin
	perform from data.people p where p.id = any (people) order by p.id for no key update;
	-- Paused a moment ago, while this waited.
	if not exists (select from data.people p where p.id = a.there and p.state = 'active') then
		perform refuse('appointments_there_known');
	end if;
	select b.person_id into busy from data.bookings b where b.person_id = any (people) and b.active
	and b.during && span order by b.person_id <> me() limit 1;
	if busy is not null then
		perform refuse(case when busy = me() then 'bookings_during_overlap' else 'bookings_other_overlap' end);
	end if;
	insert into data.bookings (appointment_id, person_id, community_id, during)
	select a.id, p, here(), span from unnest(people) p;
end $$;

-- The appointment that a new one replaces leaves the calendar; its entry
-- goes on under the same uid.
create function appointment_replaced(a data.appointments) returns void language plpgsql security definer as $$
declare
	old data.appointments;
begin
	select o.* into old from data.appointments o where o.id = a.replaces and o.state = 'fixed';
	if old.id is not null then
		update data.bookings b set active = false where b.appointment_id = old.id;
		update data.appointments o set state = 'cancelled', decided_at = app_now() where o.id = old.id;
		update data.appointments o set uid = old.uid, sequence = old.sequence + 1 where o.id = a.id;
		perform keep('appointment', old.ref, 'moved');
	end if;
end $$;

-- The other side picks one of the times.
create function appointments_fix(match text, appointment text, there text) returns answer
language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
	lead data.matches := match_lead(m);
	side text := match_side(m.person_id, m.group_id);
	a data.appointments;
	people bigint[];
begin
	if m.id is null or side = 'desk' then
		return absent();
	end if;
	perform from data.appointments o where o.match_id = lead.id order by o.id for update;
	select o.* into a from data.appointments o where o.ref = appointment and o.match_id = lead.id;
	if a.id is null then
		return absent();
	elsif a.state <> 'proposed' or not match_lives(m) or lead.state not in ('agreed', 'scheduled', 'working') then
		return lost('appointments_fix_lost', m.ref);
	elsif side = (case when a.there is null then 'volunteer' else 'group' end) then
		perform refuse('appointments_fix_own');
	elsif a.starts_at <= app_now() then
		perform refuse('appointments_fix_past');
	end if;
	if side = 'group' then
		a.there := appointment_there(m.group_id, coalesce(nullif(there, ''), (select p.ref from data.people p where p.id = me())));
	else
		-- Whoever the group named may have left it since, or be paused: then its contact.
		select s.person_id into a.there from data.memberships s join data.people p on p.id = s.person_id and p.state = 'active'
		where s.group_id = m.group_id and s.left_at is null order by s.person_id <> a.there, not s.contact, s.since limit 1;
		if a.there is null then
			return lost('appointments_fix_nobody_lost', m.ref);
		end if;
	end if;
	perform appointment_replaced(a);
	update data.appointments o set state = 'fixed', there = a.there, decided_at = app_now() where o.id = a.id;
	select array_agg(distinct x.person_id) || a.there into people from data.matches x
	where x.task_id = m.task_id and x.state not in ('released', 'closed');
	perform appointment_booked(a, people);
	update data.appointments o set state = 'lapsed', decided_at = app_now() where o.match_id = lead.id and o.state = 'proposed';
	perform matches_move(m, '{agreed}', 'scheduled');
	perform keep('pick_time', lead.ref), keep('appointment', lead.ref);
	perform promise('appointment', m.request_id, lead.id, lead.person_id, null, a.ref,
	    (a.starts_at at time zone current_setting('app.zone'))::date);
	perform audit('appointments_fix', 'appointment', a.id);
	perform appointment_mail('appointment_fixed', a, m);
	return done(m.ref, 'appointments_fixed_said');
end $$;

-- Everybody who was booked hears of it, the doer too: it is in their diary.
create function appointment_mail(kind text, a data.appointments, m data.matches) returns void
language plpgsql security definer as $$
begin
	perform mail(appointment_mail.kind, b.person_id, jsonb_build_object('appointment', a.ref), match_thread(m))
	from data.bookings b where b.appointment_id = a.id order by b.person_id;
end $$;

-- The appointment with its match's rows locked; empty when not mine.
create function appointment_match(appointment text) returns data.matches language plpgsql security definer as $$
declare
	a data.appointments;
	m data.matches;
begin
	select o.* into a from data.appointments o where o.ref = appointment and o.community_id = here();
	select x.* into m from data.matches x where x.id = a.match_id;
	if m.id is null then
		return null;
	end if;
	-- Whoever holds another seat of the same task comes by their own match.
	select x.* into m from data.matches x where x.task_id = m.task_id and (x.id = m.id or x.person_id = me())
	and x.state <> 'released' order by x.person_id <> me(), x.id <> a.match_id limit 1;
	m := match_taken(m.ref);
	perform from data.appointments o where o.match_id = a.match_id order by o.id for update;
	return m;
end $$;

-- Back to agreeing a time, when none is left.
create function match_unscheduled(m data.matches) returns void language plpgsql security definer as $$
declare
	lead data.matches := match_lead(m);
begin
	if lead.state = 'scheduled' and not exists (select from data.appointments a
	    where a.match_id = lead.id and a.state = 'fixed') then
		perform matches_move(m, '{scheduled}', 'agreed');
		if not exists (select from data.promises p where p.subject_ref = lead.ref and p.kind = 'pick_time' and p.state = 'due') then
			perform match_promise('appointment', lead, lead.person_id, null);
		end if;
	end if;
end $$;

-- "I can't make it": the time is free again, everybody hears at once.
create function appointments_cancel(appointment text, words text) returns answer language plpgsql security definer as $$
declare
	m data.matches := appointment_match(appointment);
	a data.appointments;
begin
	if m.id is null or match_side(m.person_id, m.group_id) = 'desk' then
		return absent();
	end if;
	select o.* into a from data.appointments o where o.ref = appointment;
	if a.state <> 'fixed' then
		return lost('appointments_cancel_lost', m.ref);
	end if;
	update data.bookings b set active = false where b.appointment_id = a.id;
	update data.appointments o set state = 'cancelled', sequence = o.sequence + 1, decided_at = app_now() where o.id = a.id;
	perform keep('appointment', a.ref, 'moved');
	perform match_unscheduled(m);
	if coalesce(words, '') <> '' then
		insert into data.messages (community_id, request_id, match_id, author_id, body, desk_read_at)
		values (here(), m.request_id, a.match_id, me(), words, app_now());
	end if;
	perform audit('appointments_cancel', 'appointment', a.id);
	perform appointment_mail('appointment_cancelled', a, m);
	return done(m.ref, 'appointments_cancelled_said');
end $$;

-- Afterwards either side says whether it took place.
create function appointments_outcome(appointment text, outcome text) returns answer language plpgsql security definer as $$
declare
	m data.matches := appointment_match(appointment);
	a data.appointments;
begin
	if m.id is null or match_side(m.person_id, m.group_id) = 'desk' or outcome not in ('held', 'missed') then
		return absent();
	end if;
	select o.* into a from data.appointments o where o.ref = appointment;
	if a.state <> 'fixed' or a.starts_at > app_now() then
		return lost('appointments_outcome_lost', m.ref);
	end if;
	update data.appointments o set state = outcome, decided_at = app_now() where o.id = a.id;
	perform keep('appointment', a.ref, case outcome when 'held' then 'kept' else 'missed' end);
	perform audit('appointments_outcome', 'appointment', a.id, outcome);
	if outcome = 'held' then
		perform match_begun(m);
		return done(m.ref, 'appointments_held_said');
	end if;
	update data.bookings b set active = false where b.appointment_id = a.id;
	perform match_unscheduled(m);
	return done(m.ref, 'appointments_missed_said');
end $$;
