-- What several nouns share about a match: how it comes to be, how it is
-- released, how a task and a request end, and how they settle.
-- Every function here locks request, then tasks, claims, invitations,
-- matches, appointments and people, each in id order.

-- A waiting claim gets its ending; `why` chooses the words of the mail:
-- seat_taken, task_cancelled or request_ended.
create function claims_ended(task bigint, of_seat text, why text) returns void
language plpgsql security definer as $$
declare
	c record;
begin
	for c in select k.id, k.ref, k.person_id, r.ref as request_ref from data.claims k
	    join data.tasks t on t.id = k.task_id join data.requests r on r.id = t.request_id
	    where k.task_id = task and k.state = 'waiting' and k.community_id = here()
	    and (of_seat is null or k.seat = of_seat) order by k.id for update of k
	loop
		update data.claims set state = 'declined', decided_at = app_now() where id = c.id;
		update data.promises set state = 'moved', ended_at = app_now() where subject_ref = c.ref and state = 'due';
		perform audit('claims_ended', 'claim', c.id, why);
		perform mail('claim_ended', c.person_id, jsonb_build_object('claim', c.ref, 'why', why), c.request_ref);
	end loop;
end $$;

create function invitations_ended(task bigint, of_seat text, why text) returns void
language plpgsql security definer as $$
declare
	i record;
begin
	for i in select v.id, v.ref, v.person_id, r.ref as request_ref from data.invitations v
	    join data.tasks t on t.id = v.task_id join data.requests r on r.id = t.request_id
	    where v.task_id = task and v.state = 'sent' and v.community_id = here()
	    and (of_seat is null or v.seat = of_seat) order by v.id for update of v
	loop
		update data.invitations set state = 'cancelled', answered_at = app_now() where id = i.id;
		update data.promises set state = 'moved', ended_at = app_now() where subject_ref = i.ref and state = 'due';
		perform audit('invitations_ended', 'invitation', i.id, why);
		perform mail('invitation_cancelled', i.person_id, jsonb_build_object('invitation', i.ref, 'why', why),
		    i.request_ref);
	end loop;
end $$;

-- A volunteer takes a seat.  NULL: the seat or the volunteer's last free
-- place went to something faster.  The person's own claim or invitation is
-- accepted here; everybody else's for that seat ends.
create function match_made(task bigint, person bigint, seat text, approved_by bigint) returns text
language plpgsql security definer as $$
declare
	t data.tasks;
	r data.requests;
	m data.matches;
begin
	select q.* into r from data.requests q where q.id = (select k.request_id from data.tasks k where k.id = task)
	and q.community_id = here() for update;
	select k.* into t from data.tasks k where k.id = task and k.community_id = here() for update;
	if r.state is null or r.state not in ('open', 'under_way') or t.state <> 'open'
	    or (match_made.seat = 'second' and t.seats < 2)
	    or exists (select from data.matches x where x.task_id = task and x.state <> 'released'
	    and (x.seat = match_made.seat or x.person_id = person)) then
		return null;
	end if;
	perform from data.claims c where c.task_id = task and c.state = 'waiting' order by c.id for update;
	perform from data.people p where p.id = person and p.community_id = here() and p.state = 'active' for no key update;
	if not found or person = any (barred_people(task)) or (select (select count(*) from data.matches x where x.person_id = person
	    and x.state not in ('released', 'confirmed', 'closed'))
	    + (select count(*) from data.claims c where c.person_id = person and c.state = 'waiting' and c.task_id <> task)
	    >= v.capacity from data.volunteers v where v.person_id = person) is distinct from false then
		return null;
	end if;
	insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat, approved_by)
	values (here(), t.id, r.id, r.group_id, person, match_made.seat, match_made.approved_by) returning * into m;
	update data.claims c set state = 'accepted', decided_by = match_made.approved_by, decided_at = app_now()
	where c.task_id = task and c.person_id = person and c.state = 'waiting';
	update data.invitations i set state = 'accepted', answered_at = app_now()
	where i.task_id = task and i.person_id = person and i.state = 'sent';
	update data.promises p set state = 'kept', ended_at = app_now() where p.state = 'due' and p.community_id = here()
	and (p.subject_ref in (select c.ref from data.claims c where c.task_id = task and c.person_id = person
	    union select i.ref from data.invitations i where i.task_id = task and i.person_id = person)
	    or (p.kind = 'new_volunteer' and (p.subject_ref = t.ref or p.match_id in (select x.id from data.matches x
	    where x.request_id = r.id and x.state in ('confirmed', 'closed')))));
	perform claims_ended(task, match_made.seat, 'seat_taken');
	perform invitations_ended(task, match_made.seat, 'seat_taken');
	if (select count(*) from data.matches x where x.task_id = task and x.state <> 'released') >= t.seats then
		update data.tasks k set state = 'filled' where k.id = task;
	end if;
	if r.state = 'open' then
		update data.requests q set state = 'under_way', matched_at = coalesce(q.matched_at, app_now()) where q.id = r.id;
	end if;
	perform promise('first_message', r.id, m.id, person, null, m.ref);
	perform audit('match_made', 'match', m.id, m.seat);
	perform mail('match_made', person, jsonb_build_object('match', m.ref), r.ref);
	perform mail_group('match_made', r.group_id, jsonb_build_object('match', m.ref), r.ref);
	return m.ref;
end $$;

-- Nothing of a match's calendar and next steps is left waiting.
create function match_emptied(match bigint) returns void language plpgsql security definer as $$
begin
	perform from data.appointments a where a.match_id = match order by a.id for update;
	update data.bookings b set active = false where b.active
	and b.appointment_id in (select a.id from data.appointments a where a.match_id = match and a.state = 'fixed');
	update data.appointments a set state = 'cancelled', sequence = a.sequence + (a.state = 'fixed')::int,
	    decided_at = app_now() where a.match_id = match and a.state in ('proposed', 'fixed');
	update data.promises p set state = 'moved', ended_at = app_now() where p.match_id = match and p.state = 'due';
end $$;

-- The match itself ends: released, or closed when the group has already
-- said that it works.  `why`: volunteer, desk, task_cancelled, request_ended.
create function match_ended(match bigint, reason text, why text) returns bool
language plpgsql security definer as $$
declare
	m data.matches;
	thread text;
begin
	select x.* into m from data.matches x where x.id = match and x.community_id = here() for update;
	if m.state is null or m.state in ('released', 'closed') then
		return false;
	end if;
	if m.state = 'confirmed' then
		if why in ('volunteer', 'desk') then
			return false;
		end if;
		update data.matches x set state = 'closed', closed_at = app_now() where x.id = match;
		perform match_emptied(match);
		return true;
	end if;
	update data.matches x set state = 'released', closed_at = app_now(), reason = match_ended.reason where x.id = match;
	perform match_emptied(match);
	select q.ref into thread from data.requests q where q.id = m.request_id;
	perform audit('match_released', 'match', match, why);
	perform mail('match_released', m.person_id, jsonb_build_object('match', m.ref, 'why', why), thread);
	perform mail_group('match_released', m.group_id, jsonb_build_object('match', m.ref, 'why', why), thread);
	return true;
end $$;

-- A volunteer cannot go on, or a coordinator ends the match: the seat is
-- open again, the work notes stay, the desk has the next step.  False when
-- the match has already ended.
create function match_released(match bigint, reason text, by_desk bool) returns bool
language plpgsql security definer as $$
declare
	m data.matches;
	t data.tasks;
begin
	select x.* into m from data.matches x where x.id = match and x.community_id = here();
	perform from data.requests q where q.id = m.request_id for update;
	select k.* into t from data.tasks k where k.id = m.task_id for update;
	if not coalesce(match_ended(match, reason, case when by_desk then 'desk' else 'volunteer' end), false) then
		return false;
	end if;
	if t.state = 'filled' then
		update data.tasks k set state = 'open' where k.id = t.id;
	end if;
	-- The time was the task's: whoever stays has none any more.
	perform match_unscheduled(x) from data.matches x where x.task_id = t.id and x.state = 'scheduled' order by x.id;
	perform request_settled(m.request_id);
	if (select k.state from data.tasks k where k.id = t.id) = 'open' and not exists (select from data.promises p
	    where p.kind = 'new_volunteer' and p.subject_ref = t.ref and p.state = 'due') then
		perform promise('new_volunteer', m.request_id, null, null, null, t.ref);
	end if;
	return true;
end $$;

-- A task ends without (more) help: cancelled, or closed when help has worked.
create function task_ended(task bigint, why text) returns void language plpgsql security definer as $$
declare
	t data.tasks;
	m record;
begin
	select k.* into t from data.tasks k where k.id = task and k.community_id = here() for update;
	if t.state is null or t.state in ('closed', 'cancelled') then
		return;
	end if;
	perform claims_ended(task, null, why);
	perform invitations_ended(task, null, why);
	for m in select x.id from data.matches x where x.task_id = task and x.state not in ('released', 'closed')
	    order by x.id
	loop
		perform match_ended(m.id, '', why);
	end loop;
	update data.promises p set state = 'moved', ended_at = app_now() where p.subject_ref = t.ref and p.state = 'due';
	update data.tasks k set closed_at = app_now(), state = case when exists (select from data.matches x
	    where x.task_id = task and x.state = 'closed') then 'closed' else 'cancelled' end where k.id = task;
	perform audit('task_ended', 'task', task, why);
end $$;

create function task_cancelled(task bigint) returns void language plpgsql security definer as $$
declare
	request bigint := (select k.request_id from data.tasks k where k.id = task and k.community_id = here());
begin
	perform from data.requests q where q.id = request for update;
	perform task_ended(task, 'task_cancelled');
	perform request_settled(request);
end $$;

-- A request ends before its help has worked: withdrawn, declined, referred or
-- expired.  The caller has checked who may, and written reason and next step.
create function request_ended(request bigint, becomes text) returns void language plpgsql security definer as $$
declare
	t record;
begin
	perform from data.requests q where q.id = request and q.community_id = here() for update;
	perform from data.tasks k where k.request_id = request order by k.id for update;
	for t in select k.id from data.tasks k where k.request_id = request and k.state in ('open', 'filled') order by k.id loop
		perform task_ended(t.id, 'request_ended');
	end loop;
	update data.promises p set state = 'moved', ended_at = app_now() where p.request_id = request and p.state = 'due';
	update data.requests q set state = becomes, ended_at = app_now() where q.id = request and q.community_id = here();
end $$;

-- After a match moved: tasks whose help is closed are closed, and the
-- request is open again (all released), done (all help confirmed or closed)
-- or closed (all its tasks are).  A task is served once nobody works on it
-- any more and its lead seat's help was confirmed or closed; an empty second
-- seat then waits for nobody.  What the group found wrong after it had
-- confirmed keeps the request under way until somebody looked at it.
create function request_settled(request bigint) returns void language plpgsql security definer as $$
declare
	t record;
	now_in text;
begin
	for t in select k.id, k.ref from data.tasks k where k.request_id = request and k.state in ('open', 'filled')
	    and exists (select from data.matches x where x.task_id = k.id and x.seat = 'lead' and x.state = 'closed')
	    and not exists (select from data.matches x where x.task_id = k.id and x.state not in ('released', 'closed'))
	    order by k.id for update
	loop
		perform task_ended(t.id, 'seat_taken');
	end loop;
	select q.state into now_in from data.requests q where q.id = request and q.community_id = here();
	if now_in = 'under_way' and not exists (select from data.matches x where x.request_id = request
	    and x.state <> 'released') then
		update data.requests q set state = 'open' where q.id = request;
		return;
	end if;
	if now_in = 'under_way' and exists (select from data.matches x where x.request_id = request
	    and x.state in ('confirmed', 'closed'))
	    and not exists (select from data.matches x where x.request_id = request
	    and x.state not in ('released', 'confirmed', 'closed'))
	    and not exists (select from data.promises p join data.matches x on x.id = p.match_id
	    where p.request_id = request and p.kind = 'new_volunteer' and p.state = 'due' and x.state in ('confirmed', 'closed'))
	    and not exists (select from data.tasks k where k.request_id = request and k.state in ('open', 'filled')
	    and not exists (select from data.matches x where x.task_id = k.id and x.seat = 'lead' and x.state <> 'released'))
	then
		update data.requests q set state = 'done', done_at = app_now() where q.id = request;
		now_in := 'done';
	end if;
	if now_in = 'done' and not exists (select from data.tasks k where k.request_id = request
	    and k.state in ('open', 'filled')) then
		update data.requests q set state = 'closed', ended_at = app_now() where q.id = request;
	end if;
end $$;
