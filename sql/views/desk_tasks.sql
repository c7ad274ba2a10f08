-- What a coordinator does with tasks: scopes them, asks volunteers, decides
-- claims, ends matches.

-- A task with its request and itself locked, in that order.
create function desk_task(task text) returns data.tasks language plpgsql security definer as $$
declare
	t data.tasks;
begin
	if at_desk() then
		perform from data.requests r where r.community_id = here()
		and r.id = (select k.request_id from data.tasks k where k.ref = task and k.community_id = here()) for update;
		select k.* into t from data.tasks k where k.ref = task and k.community_id = here() for update;
	end if;
	return t;
end $$;

-- "laptops:2:t wifi:1:f": key, level and whether it must be.
create function task_skills_set(task bigint, skills text) returns void language plpgsql security definer as $$
begin
	delete from data.task_skills s where s.task_id = task;
	insert into data.task_skills (task_id, community_id, skill, level, must)
	select task, here(), split_part(w.word, ':', 1), max(split_part(w.word, ':', 2)::int), bool_or(split_part(w.word, ':', 3) = 't')
	from unnest(string_to_array(skills, ' ')) w (word) join data.skills k on k.key = split_part(w.word, ':', 1)
	group by split_part(w.word, ':', 1);
end $$;

-- Where a task is done, from the word of the form and the request's town.
create function task_place(r data.requests, reach text) returns int language plpgsql security definer as $$
declare
	place int := coalesce(r.place_id, (select g.place_id from data.groups g where g.id = r.group_id));
begin
	if reach = 'afar' then
		return null;
	elsif place is null then
		perform refuse('tasks_place_known');
	end if;
	return place;
end $$;

create function tasks_new(request text, kind text, title text, summary text, minutes int, reach text, seats int,
    deadline date, languages text[], credential text, skills text)
returns answer language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
	t data.tasks;
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('sent', 'question', 'open', 'under_way') then
		return lost('desk_ended_lost', r.ref);
	elsif deadline <= local_today() then
		perform refuse('tasks_deadline_ahead');
	elsif (select count(*) from data.tasks k where k.request_id = r.id and k.state in ('open', 'filled')) >= 10 then
		perform refuse('tasks_ten');
	end if;
	insert into data.tasks (community_id, request_id, group_id, kind, title, summary, minutes, afar, place_id, seats,
	    deadline, languages, credential, hours, pressing)
	values (here(), r.id, r.group_id, tasks_new.kind, tasks_new.title, coalesce(tasks_new.summary, ''), tasks_new.minutes,
	    reach <> 'there', task_place(r, reach), tasks_new.seats, tasks_new.deadline, tasks_new.languages,
	    tasks_new.credential, r.hours, coalesce(nullif(r.pressing, ''), 'calm')) returning * into t;
	perform task_skills_set(t.id, coalesce(skills, ''));
	perform audit('tasks_new', 'task', t.id);
	return done(r.ref, 'tasks_new_said');
end $$;

create function tasks_change(task text, kind text, title text, summary text, minutes int, reach text, seats int,
    deadline date, languages text[], credential text, skills text)
returns answer language plpgsql security definer as $$
declare
	t data.tasks := desk_task(task);
	r data.requests;
begin
	if t.id is null then
		return absent();
	elsif t.state not in ('open', 'filled') then
		return lost('tasks_ended_lost', t.ref);
	elsif deadline <= local_today() and deadline is distinct from t.deadline then
		perform refuse('tasks_deadline_ahead');
	elsif tasks_change.seats < t.seats and (exists (select from data.matches m where m.task_id = t.id
	    and m.seat = 'second' and m.state <> 'released') or exists (select from data.claims c where c.task_id = t.id
	    and c.seat = 'second' and c.state = 'waiting') or exists (select from data.invitations i where i.task_id = t.id
	    and i.seat = 'second' and i.state = 'sent')) then
		perform refuse('tasks_seats_second');
	end if;
	-- A seat more is on offer; the last free one taken away is not.
	update data.tasks k set state = x.state from (select case when count(*) < tasks_change.seats then 'open' else 'filled' end as state
	    from data.matches m where m.task_id = t.id and m.state <> 'released') x
	where k.id = t.id and tasks_change.seats <> t.seats and k.state <> x.state;
	select q.* into r from data.requests q where q.id = t.request_id;
	update data.tasks k set kind = tasks_change.kind, title = tasks_change.title, summary = coalesce(tasks_change.summary, ''),
	    minutes = tasks_change.minutes, afar = reach <> 'there', place_id = task_place(r, reach), seats = tasks_change.seats,
	    deadline = tasks_change.deadline, languages = tasks_change.languages, credential = tasks_change.credential,
	    hours = r.hours where k.id = t.id;
	perform task_skills_set(t.id, coalesce(skills, ''));
	perform audit('tasks_change', 'task', t.id);
	return done(t.ref, 'tasks_change_said');
end $$;

-- Everybody who waits for it or works on it gets an ending.
create function tasks_cancel(task text) returns answer language plpgsql security definer as $$
declare
	t data.tasks := desk_task(task);
	request text := (select r.ref from data.requests r where r.id = t.request_id);
begin
	if t.id is null then
		return absent();
	elsif t.state not in ('open', 'filled') then
		return lost('tasks_ended_lost', request);
	end if;
	perform desk_impartial(t.group_id);
	perform task_cancelled(t.id);
	perform audit('tasks_cancel', 'task', t.id);
	return done(request, 'tasks_cancel_said');
end $$;

-- A coordinator asks a volunteer to take a seat.
create function invitations_new(task text, person text, seat text, words text) returns answer
language plpgsql security definer as $$
declare
	t data.tasks := desk_task(task);
	v data.volunteers;
	i data.invitations;
begin
	if t.id is null then
		return absent();
	elsif t.state <> 'open' or not t.published or (select r.state from data.requests r where r.id = t.request_id)
	    not in ('open', 'under_way') then
		return lost('invitations_new_lost', t.ref);
	end if;
	select o.* into v from data.volunteers o join data.people p on p.id = o.person_id
	where p.ref = person and p.community_id = here() and p.state = 'active' for no key update of p;
	if v.person_id is null or v.person_id = any (barred_people(t.id)) then
		return absent();
	elsif (seat = 'second' and t.seats < 2) or exists (select from data.matches m where m.task_id = t.id
	    and m.seat = invitations_new.seat and m.state <> 'released') then
		perform refuse('invitations_seat_free');
	elsif exists (select from data.memberships s where s.group_id = t.group_id and s.person_id = v.person_id
	    and s.left_at is null) then
		perform refuse('invitations_person_group');
	elsif exists (select from data.claims c where c.task_id = t.id and c.person_id = v.person_id and c.state = 'waiting')
	    or exists (select from data.matches m where m.task_id = t.id and m.person_id = v.person_id and m.state <> 'released') then
		perform refuse('invitations_person_there');
	elsif v.state <> 'vetted' or v.paused_until >= local_today() or held(v.person_id) >= v.capacity then
		perform refuse('invitations_person_room');
	end if;
	perform desk_impartial(t.group_id);
	insert into data.invitations (community_id, task_id, person_id, seat, words, invited_by)
	values (here(), t.id, v.person_id, invitations_new.seat, coalesce(invitations_new.words, ''), me()) returning * into i;
	update data.volunteers o set asked_at = app_now() where o.person_id = v.person_id;
	perform promise('invitation', t.request_id, null, v.person_id, null, i.ref);
	perform audit('invitations_new', 'invitation', i.id, i.seat);
	perform mail('invited', v.person_id, jsonb_build_object('invitation', i.ref),
	    (select r.ref from data.requests r where r.id = t.request_id));
	return done(t.ref, 'invitations_new_said');
end $$;

create function invitations_cancel(invitation text) returns answer language plpgsql security definer as $$
declare
	t data.tasks := desk_task((select k.ref from data.tasks k join data.invitations i on i.task_id = k.id
	    where i.ref = invitation and i.community_id = here()));
	i data.invitations;
begin
	select o.* into i from data.invitations o where o.ref = invitation and o.task_id = t.id for update;
	if i.id is null then
		return absent();
	elsif i.state <> 'sent' then
		return lost('invitations_cancel_lost', t.ref);
	end if;
	update data.invitations o set state = 'cancelled', answered_at = app_now() where o.id = i.id;
	perform keep('invitation', i.ref, 'moved');
	perform audit('invitations_cancel', 'invitation', i.id);
	perform mail('invitation_cancelled', i.person_id, jsonb_build_object('invitation', i.ref, 'why', 'desk'),
	    (select r.ref from data.requests r where r.id = t.request_id));
	return done(t.ref, 'invitations_cancel_said');
end $$;

-- A claim with its request and task locked before it.
create function desk_claim(claim text) returns data.claims language plpgsql security definer as $$
declare
	t data.tasks := desk_task((select k.ref from data.tasks k join data.claims c on c.task_id = k.id
	    where c.ref = claim and c.community_id = here()));
	c data.claims;
begin
	select o.* into c from data.claims o where o.ref = claim and o.task_id = t.id for update;
	return c;
end $$;

-- The volunteer takes the seat; everybody else who waits for it hears so.
create function claims_approve(claim text) returns answer language plpgsql security definer as $$
declare
	c data.claims := desk_claim(claim);
	t data.tasks;
begin
	select k.* into t from data.tasks k where k.id = c.task_id;
	if c.id is null then
		return absent();
	elsif c.state <> 'waiting' then
		return lost(case when c.decided_by is null then 'claims_ended_lost' else 'claims_decided_lost' end, t.ref);
	elsif c.person_id = me() then
		perform refuse('claims_decided_not_self');
	end if;
	perform desk_impartial(t.group_id);
	-- Somebody they are kept apart from has joined since: it came to nothing.
	if c.person_id = any (barred_people(t.id)) then
		perform block_ends(array[t.id], null, c.person_id);
		return lost('claims_ended_lost', t.ref);
	end if;
	if match_made(t.id, c.person_id, c.seat, me()) is null then
		return lost('claims_approve_lost', t.ref);
	end if;
	perform keep('claim', c.ref);
	perform audit('claims_approve', 'claim', c.id, c.seat);
	return done(t.ref, 'claims_approve_said');
end $$;

-- A no with a reason that helps; the mail names other open tasks.
create function claims_decline(claim text, reason text) returns answer language plpgsql security definer as $$
declare
	c data.claims := desk_claim(claim);
	t data.tasks;
begin
	select k.* into t from data.tasks k where k.id = c.task_id;
	if c.id is null then
		return absent();
	elsif c.state <> 'waiting' then
		return lost(case when c.decided_by is null then 'claims_ended_lost' else 'claims_decided_lost' end, t.ref);
	elsif c.person_id = me() then
		perform refuse('claims_decided_not_self');
	end if;
	perform desk_impartial(t.group_id);
	update data.claims o set state = 'declined', reason = claims_decline.reason, decided_by = me(), decided_at = app_now()
	where o.id = c.id;
	perform keep('claim', c.ref);
	perform audit('claims_decline', 'claim', c.id);
	perform mail('claim_declined', c.person_id, jsonb_build_object('claim', c.ref),
	    (select r.ref from data.requests r where r.id = t.request_id));
	return done(t.ref, 'claims_decline_said');
end $$;

-- A coordinator ends a match; the seat is offered again.
create function desk_release(match text, reason text) returns answer language plpgsql security definer as $$
declare
	m data.matches;
	task text;
begin
	select x.* into m from data.matches x where x.ref = match and x.community_id = here() and at_desk();
	if m.id is null then
		return absent();
	end if;
	select t.ref into task from data.tasks t where t.id = m.task_id;
	if m.person_id = me() then
		perform refuse('matches_approved_not_self');
	end if;
	perform desk_impartial(m.group_id);
	if not match_released(m.id, reason, true) then
		return lost('desk_release_lost', task);
	end if;
	return done(task, 'desk_release_said');
end $$;
