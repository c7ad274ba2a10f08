-- The desk: what waits for a coordinator, and what all its deeds share.

-- Working days (Monday to Friday) from the day after `since` up to `until`.
create function working_days_between(since date, until date) returns int language sql immutable as $$
	select greatest((u / 7 - s / 7) * 5 + least(u % 7, 5) - least(s % 7, 5), 0)
	from (values (until - date '2000-01-02', since - date '2000-01-02')) v (u, s)
$$;

-- Everything that waits for a person, one row each; `why` says what for.
-- Read as the coordinator: row-level security shows nobody else a row.
create function desk_queue()
returns table (why text, subject text, request_ref text, title text, who text, due_on date, since timestamptz,
    pressing bool, n int, names text, detail text)
language sql stable as $$
	with due as (
		select p.* from data.promises p where p.community_id = here() and p.state = 'due' and p.desk
	)
	-- Requests that nobody has decided: never read, answered, or read and left.
	select case when r.state = 'sent' and r.read_at is null then case when r.appealed then 'appeal' else 'first_look' end
	    when q.id is not null then 'answered' else 'decide' end,
	    r.ref, r.ref, r.title, g.name, d.due_on, coalesce(q.answered_at, r.sent_at), r.pressing = 'now', null::int, null, null
	from data.requests r join data.groups g on g.id = r.group_id
	left join lateral (select min(x.due_on) as due_on from due x where x.kind = 'first_look' and x.request_id = r.id) d on true
	left join lateral (select x.id, x.answered_at from data.questions x where x.request_id = r.id
	    and x.answer is not null and x.answered_at > coalesce(r.read_at, r.sent_at)
	    order by x.id desc limit 1) q on true
	where r.community_id = here() and at_desk()
	and (r.state = 'sent' or (r.state in ('open', 'under_way') and r.id in (select x.request_id from due x where x.kind = 'first_look')))
	union all
	-- A group wrote, and nobody answered or took note.
	select 'message', r.ref, r.ref, r.title, g.name, null, min(m.created_at), r.pressing = 'now', count(*)::int, null, null
	from data.messages m join data.requests r on r.id = m.request_id join data.groups g on g.id = r.group_id
	where m.community_id = here() and at_desk() and m.match_id is null and m.desk_read_at is null
	and r.state in ('question', 'open', 'under_way', 'done')
	and not exists (select from due d where d.kind = 'first_look' and d.request_id = r.id)
	group by r.id, g.id
	union all
	select 'claims', t.ref, r.ref, t.title, g.name,
	    (select min(d.due_on) from due d where d.kind = 'claim' and d.subject_ref = any (array_agg(c.ref))),
	    min(c.created_at), t.pressing = 'now', count(*)::int, string_agg(p.name, ', ' order by c.id), null
	from data.claims c join data.tasks t on t.id = c.task_id join data.requests r on r.id = t.request_id
	join data.groups g on g.id = t.group_id join data.people p on p.id = c.person_id
	where c.community_id = here() and at_desk() and c.state = 'waiting'
	group by t.id, r.id, g.id
	union all
	-- A seat fell free, and nobody has been asked yet.
	select 'seat', t.ref, r.ref, t.title, g.name, d.due_on, d.made_at, t.pressing = 'now', null,
	    (select p.name from data.matches m join data.people p on p.id = m.person_id
	    where m.task_id = t.id and m.state = 'released' order by m.closed_at desc limit 1),
	    case when exists (select from data.work_notes w where w.task_id = t.id) then 'notes' end
	from due d join data.tasks t on t.ref = d.subject_ref join data.requests r on r.id = t.request_id
	join data.groups g on g.id = t.group_id
	where d.kind = 'new_volunteer' and at_desk() and t.state = 'open' and t.waiting = 0
	and not exists (select from data.invitations i where i.task_id = t.id and i.state = 'sent')
	union all
	-- Somebody else's promise that was missed two days ago.
	select 'missed', coalesce(m.ref, r.ref), r.ref, r.title, g.name, p.due_on, p.told_desk_at, r.pressing = 'now', null,
	    o.name, step_of(p.kind, p.subject_ref)
	from data.promises p join data.requests r on r.id = p.request_id join data.groups g on g.id = r.group_id
	left join data.matches m on m.id = p.match_id left join data.people o on o.id = p.person_id
	where p.community_id = here() and at_desk() and not p.desk and p.told_desk_at is not null and p.state in ('due', 'missed')
	and r.state in ('question', 'open', 'under_way', 'done')
	union all
	select 'group', g.ref, null, g.name, (select p.name from data.memberships s join data.people p on p.id = s.person_id
	    where s.group_id = g.id and s.left_at is null order by s.contact desc, s.since limit 1), d.due_on, g.created_at,
	    false, null, null, null
	from data.groups g left join due d on d.kind = 'vet_group' and d.subject_ref = g.ref
	where g.community_id = here() and at_desk() and g.state = 'new'
	union all
	select 'volunteer', p.ref, null, p.name, null, d.due_on, v.created_at, false, null, null, null
	from data.volunteers v join data.people p on p.id = v.person_id and p.state = 'active'
	left join due d on d.kind = 'vet_volunteer' and d.subject_ref = p.ref
	where v.community_id = here() and at_desk() and v.state = 'new' and v.agreed_at is not null
	union all
	select 'credential', p.ref, null, min(c.title), p.name, null, min(c.created_at), false, count(*)::int, null, null
	from data.credentials c join data.volunteers v on v.person_id = c.person_id and v.state = 'vetted'
	join data.people p on p.id = c.person_id and p.state = 'active'
	where c.community_id = here() and at_desk() and c.state = 'claimed'
	group by p.id
	union all
	-- Told in confidence; never one that a coordinator has a part in.  Asked
	-- again behind row-level security, which shows also what I told myself.
	select 'report', r.ref, null, '', null, r.look_by, r.created_at, false, null, null, r.state
	from data.reports r where r.community_id = here() and at_desk() and r.way = 'desk' and r.state <> 'decided'
	and r.id in (select my_reports())
	union all
	select 'suspension', p.ref, null, p.name, null, s.answer_by, s.answered_at, false, null, null, null
	from data.suspensions s join data.people p on p.id = s.person_id
	where s.community_id = here() and at_desk() and s.state = 'answered' and not s.operator
	union all
	-- Open, and nobody could take it: it has no task left, or has been quiet.
	select case when live.id is null then 'no_task' else 'quiet' end, r.ref, r.ref, r.title, g.name, null, r.opened_at,
	    r.pressing = 'now', (local_today() - (r.opened_at at time zone current_setting('app.zone'))::date), null, null
	from data.requests r join data.groups g on g.id = r.group_id
	left join lateral (select t.id from data.tasks t where t.request_id = r.id and t.state in ('open', 'filled') limit 1) live on true
	where r.community_id = here() and at_desk() and r.state = 'open'
	and (live.id is null or (r.opened_at < app_now() - interval '30 days'
	    and not exists (select from data.tasks t where t.request_id = r.id and t.waiting > 0)
	    and not exists (select from data.tasks t join data.invitations i on i.task_id = t.id and i.state = 'sent'
	    where t.request_id = r.id)
	    and not exists (select from data.tasks t join due d on d.subject_ref = t.ref and d.kind = 'new_volunteer'
	    where t.request_id = r.id)))
$$;

-- What happened to a request and all that hangs on it; who is named when it
-- was a coordinator.
create function desk_history(request bigint) returns table (at timestamptz, deed text, who text, role text, why text)
language sql stable security definer as $$
	select a.at, a.deed, p.name, case when a.person_id is null then 'clock' when p.id is not null then 'coordinator'
	    when exists (select from data.memberships s join data.requests r on r.group_id = s.group_id
	    where r.id = request and s.person_id = a.person_id) then 'group' else 'volunteer' end, a.why
	from (
		select b.* from data.audit b where b.kind = 'request' and b.subject_id = request
		union all select b.* from data.tasks t join data.audit b on b.kind = 'task' and b.subject_id = t.id
		where t.request_id = request
		union all select b.* from data.tasks t join data.claims c on c.task_id = t.id
		join data.audit b on b.kind = 'claim' and b.subject_id = c.id where t.request_id = request
		union all select b.* from data.tasks t join data.invitations i on i.task_id = t.id
		join data.audit b on b.kind = 'invitation' and b.subject_id = i.id where t.request_id = request
		union all select b.* from data.matches m join data.audit b on b.kind = 'match' and b.subject_id = m.id
		where m.request_id = request
		union all select b.* from data.questions q join data.audit b on b.kind = 'question' and b.subject_id = q.id
		where q.request_id = request
	) a left join data.coordinators k on k.person_id = a.person_id left join data.people p on p.id = k.person_id
	where a.community_id = here() and at_desk() order by a.id desc limit 60
$$;

-- A request that was sent, locked; an empty row when it is not there, or
-- whoever asks is no coordinator.
create function desk_request(request text) returns data.requests language plpgsql security definer as $$
declare
	r data.requests;
begin
	if at_desk() then
		select * into r from data.requests q
		where q.ref = request and q.community_id = here() and q.sent_at is not null for update;
	end if;
	return r;
end $$;

-- Nobody decides what their own group gets.
create function desk_impartial(grp bigint) returns void language plpgsql security definer as $$
begin
	if in_group(grp) then
		perform refuse('desk_not_own_group');
	end if;
end $$;

-- A coordinator has looked: the first look is kept, messages wait no more.
create function desk_looked(request bigint) returns void language plpgsql security definer as $$
begin
	update data.requests r set read_at = app_now() where r.id = request;
	update data.messages m set desk_read_at = app_now()
	where m.request_id = request and m.match_id is null and m.desk_read_at is null;
	update data.promises p set state = 'kept', ended_at = app_now()
	where p.request_id = request and p.kind = 'first_look' and p.desk and p.state = 'due';
end $$;

-- To the group, in the one conversation between it and the coordinators.
create function desk_message(request text, body text) returns answer language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
begin
	if r.id is null then
		return absent();
	end if;
	insert into data.messages (community_id, request_id, author_id, body, desk_read_at)
	values (here(), r.id, me(), desk_message.body, app_now());
	perform desk_looked(r.id);
	perform audit('desk_message', 'request', r.id);
	perform mail_group('desk_wrote', r.group_id, jsonb_build_object('request', r.ref), r.ref);
	return done(r.ref, 'desk_message_said');
end $$;

-- What the group wrote needs no answer.
create function desk_noted(request text) returns answer language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
begin
	if r.id is null then
		return absent();
	elsif not exists (select from data.messages m where m.request_id = r.id and m.match_id is null and m.desk_read_at is null) then
		return lost('desk_noted_lost', r.ref);
	end if;
	update data.messages m set desk_read_at = app_now()
	where m.request_id = r.id and m.match_id is null and m.desk_read_at is null;
	perform audit('desk_noted', 'request', r.id);
	return done(r.ref, 'desk_noted_said');
end $$;

-- A note that the two sides never see.
create function desk_note(kind text, subject text, body text) returns answer language plpgsql security definer as $$
declare
	found_id bigint;
begin
	if not at_desk() then
		return absent();
	end if;
	found_id := case desk_note.kind
	    when 'request' then (select r.id from data.requests r where r.ref = subject and r.community_id = here() and r.sent_at is not null)
	    when 'group' then (select g.id from data.groups g where g.ref = subject and g.community_id = here())
	    when 'person' then (select p.id from data.people p where p.ref = subject and p.community_id = here()) end;
	if found_id is null then
		return absent();
	end if;
	insert into data.desk_notes (community_id, kind, subject_id, author_id, body)
	values (here(), desk_note.kind, found_id, me(), desk_note.body);
	perform audit('desk_note', desk_note.kind, found_id);
	return done(subject, 'desk_note_said');
end $$;

-- Somebody needs longer: their promise moves to another day, which they are told.
create function desk_longer(request text, kind text, subject text, day date) returns answer
language plpgsql security definer as $$
declare
	r data.requests := desk_request(request);
	p data.promises;
begin
	if r.id is null then
		return absent();
	end if;
	select * into p from data.promises x where x.request_id = r.id and x.kind = desk_longer.kind
	and x.subject_ref = subject and not x.desk and (x.state = 'due' or (x.state = 'missed' and x.told_desk_at is not null))
	order by x.id desc limit 1 for update;
	if p.id is null then
		return lost('desk_longer_lost', r.ref);
	elsif day <= local_today() or day > local_today() + 90 then
		perform refuse('desk_longer_day');
	end if;
	if p.state = 'due' then
		update data.promises x set state = 'moved', ended_at = app_now() where x.id = p.id;
	else
		update data.promises x set told_desk_at = null where x.id = p.id;
	end if;
	perform promise(p.kind, r.id, p.match_id, p.person_id, p.group_id, p.subject_ref, day);
	perform audit('desk_longer', 'request', r.id, p.kind);
	perform mail('promise_moved', p.person_id, jsonb_build_object('request', r.ref, 'day', day), r.ref);
	perform mail_group('promise_moved', p.group_id, jsonb_build_object('request', r.ref, 'day', day), r.ref);
	return done(r.ref, 'desk_longer_said');
end $$;
