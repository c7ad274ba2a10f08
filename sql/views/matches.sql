-- A match as both sides live it: agreed, talked over, worked on, handed
-- over, confirmed, closed.  One task can have two volunteers (lead and
-- second seat): the talk, the times, the handover and the confirmation are
-- the task's, so a deed on one of its matches moves all that live.

-- From which side I see a match; null when it is not mine to see.
create function match_side(person bigint, grp bigint) returns text language plpgsql stable security definer as $$
begin
	return case when person = me() then 'volunteer' when in_group(grp) then 'group' when at_desk() then 'desk' end;
end $$;

-- The match with its request, task and all the task's matches locked, in
-- order.  An empty row when it is not there or not mine.
create function match_taken(match text) returns data.matches language plpgsql security definer as $$
declare
	m data.matches;
begin
	select x.* into m from data.matches x where x.ref = match and x.community_id = here();
	if m.id is null or match_side(m.person_id, m.group_id) is null then
		return null;
	end if;
	perform from data.requests q where q.id = m.request_id for update;
	perform from data.tasks k where k.id = m.task_id for update;
	perform from data.matches x where x.task_id = m.task_id order by x.id for update;
	select x.* into m from data.matches x where x.id = m.id;
	return m;
end $$;

create function match_thread(m data.matches) returns text language plpgsql stable security definer as $$
begin
	return (select q.ref from data.requests q where q.id = m.request_id);
end $$;

-- The match that stands for the whole task: the lead's, if one lives.
create function match_lead(m data.matches) returns data.matches language plpgsql stable security definer as $$
begin
	return (select x from data.matches x where x.task_id = m.task_id and (x.id = m.id or x.state <> 'released')
	order by x.state = 'released', x.seat <> 'lead', x.id desc limit 1);
end $$;

-- Nobody talks, meets or works before the volunteer confirmed the agreement.
create function match_lives(m data.matches) returns bool language sql immutable
	return m.state not in ('released', 'closed') and m.agreement_at is not null;

-- All the task's matches in one of these states go on together.
create function matches_move(m data.matches, was text[], becomes text) returns void
language sql security definer as $$
	update data.matches x set state = becomes,
	    handed_over_at = case when becomes = 'handed_over' then app_now() else x.handed_over_at end,
	    closed_at = case when becomes = 'closed' then app_now() else x.closed_at end
	where x.task_id = m.task_id and x.state = any (was)
$$;

-- A next step of the match; the one of the same kind that was due is over.
create function match_promise(kind text, m data.matches, person bigint, grp bigint, due date default null)
returns void language plpgsql security definer as $$
begin
	perform keep(kind, m.ref, 'moved');
	perform promise(kind, m.request_id, m.id, person, grp, m.ref, due);
end $$;

-- A mail to everybody on the other side of whoever does this, and to the
-- other volunteer of the task.
create function match_mail(kind text, m data.matches) returns void language plpgsql security definer as $$
declare
	side text := match_side(m.person_id, m.group_id);
	x record;
begin
	for x in select o.person_id, o.ref from data.matches o where o.task_id = m.task_id
	    and o.state not in ('released', 'closed') and o.person_id <> me() order by o.id
	loop
		perform mail(kind, x.person_id, jsonb_build_object('match', x.ref), match_thread(m));
	end loop;
	if side <> 'group' then
		perform mail_group(kind, m.group_id, jsonb_build_object('match', m.ref), match_thread(m));
	end if;
end $$;

-- The volunteer confirms the conduct agreement and declares interests.
create function matches_agreement(match text, declared text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or m.person_id <> me() then
		return absent();
	elsif m.state in ('released', 'closed') then
		return lost('matches_ended_lost', m.ref);
	end if;
	update data.matches x set agreement_at = coalesce(x.agreement_at, app_now()),
	    declared = coalesce(matches_agreement.declared, '') where x.id = m.id;
	perform audit('matches_agreement', 'match', m.id);
	return done(m.ref, 'matches_agreed_said');
end $$;

-- Shows the other side's phone, mail and street for half an hour, and
-- leaves a line for each whose they are, that both sides read.
create function matches_contact(match text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
	side text := match_side(m.person_id, m.group_id);
begin
	if m.id is null or side = 'desk' then
		return absent();
	elsif not match_lives(m) then
		return lost('matches_ended_lost', m.ref);
	end if;
	perform look_at_person(m.id, x.person_id) from (select s.person_id from data.memberships s
	    where s.group_id = m.group_id and s.left_at is null and side = 'volunteer'
	    and (s.contact or s.person_id = (select r.asked_by from data.requests r where r.id = m.request_id))
	    union select o.person_id from data.matches o where o.task_id = m.task_id and o.state not in ('released', 'closed')) x;
	if side = 'volunteer' then
		perform look_at_group(m.id, m.group_id, true);
	end if;
	perform audit('matches_contact', 'match', m.id);
	return done(m.ref);
end $$;

-- One conversation; the volunteer's first message keeps a promise, and the
-- next step is then to agree a time or to start.
create function messages_new(match text, body text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
	lead data.matches := match_lead(m);
begin
	if m.id is null then
		return absent();
	elsif not match_lives(m) then
		return lost('matches_ended_lost', m.ref);
	end if;
	insert into data.messages (community_id, request_id, match_id, author_id, body, desk_read_at)
	values (here(), m.request_id, lead.id, me(), messages_new.body, app_now());
	if m.person_id = me() then
		perform match_first_message(m, lead);
	end if;
	perform audit('messages_new', 'match', m.id);
	perform match_mail('message_new', m);
	return done(m.ref, 'messages_sent_said');
end $$;

create function match_first_message(m data.matches, lead data.matches) returns void language plpgsql security definer as $$
begin
	if exists (select from data.promises p where p.kind = 'first_message' and p.subject_ref = m.ref and p.state = 'due') then
		perform keep('first_message', m.ref);
		if m.state = 'agreed' and not exists (select from data.promises p where p.match_id = lead.id and p.state = 'due'
		    and p.kind in ('appointment', 'pick_time')) then
			perform match_promise('appointment', lead, lead.person_id, null);
		end if;
	end if;
end $$;

-- What the volunteer found and did; it stays with the task.
create function work_notes_new(match text, body text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or m.person_id <> me() then
		return absent();
	elsif not match_lives(m) then
		return lost('matches_ended_lost', m.ref);
	end if;
	insert into data.work_notes (community_id, task_id, match_id, author_id, body)
	values (here(), m.task_id, m.id, me(), work_notes_new.body);
	perform audit('work_notes_new', 'match', m.id);
	return done(m.ref, 'work_notes_kept_said');
end $$;

-- The work has begun: from now on the next step is the handover.
create function match_begun(m data.matches) returns void language plpgsql security definer as $$
declare
	lead data.matches := match_lead(m);
	deadline date := (select k.deadline from data.tasks k where k.id = m.task_id);
begin
	perform matches_move(m, '{agreed,scheduled}', 'working');
	update data.promises p set state = 'kept', ended_at = app_now() where p.state = 'due'
	and p.match_id in (select x.id from data.matches x where x.task_id = m.task_id)
	and (p.kind = 'first_message' or (p.kind = 'appointment' and p.subject_ref = lead.ref));
	if not exists (select from data.promises p where p.kind = 'handover' and p.subject_ref = lead.ref and p.state = 'due') then
		perform match_promise('handover', lead, lead.person_id, null, greatest(deadline, working_days(10)));
	end if;
end $$;

-- Work that needs no appointment begins.
create function matches_start(match text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or m.person_id <> me() then
		return absent();
	elsif m.state <> 'agreed' or not match_lives(m) then
		return lost('matches_start_lost', m.ref);
	end if;
	perform match_begun(m);
	perform audit('matches_start', 'match', m.id);
	return done(m.ref, 'matches_started_said');
end $$;

-- The five fields of a handover, and "done": the group looks at it next.
create function handovers_new(match text, changed text, lives text, access text, undo text, renews text) returns answer
language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
	lead data.matches := match_lead(m);
begin
	if m.id is null or m.person_id <> me() or lead.id <> m.id then
		return absent();
	elsif m.state <> 'working' or not match_lives(m) then
		return lost('handovers_new_lost', m.ref);
	end if;
	insert into data.handovers (match_id, community_id, changed, lives, access, undo, renews)
	values (m.id, here(), handovers_new.changed, handovers_new.lives, handovers_new.access, handovers_new.undo,
	    handovers_new.renews)
	on conflict (match_id) do update set changed = excluded.changed, lives = excluded.lives, access = excluded.access,
	    undo = excluded.undo, renews = excluded.renews, written_at = app_now();
	perform matches_move(m, '{agreed,scheduled}', 'working');
	perform matches_move(m, '{working}', 'handed_over');
	perform keep('handover', m.ref);
	perform match_promise('confirm', m, null, m.group_id);
	perform audit('handovers_new', 'match', m.id);
	perform match_mail('handed_over', m);
	return done(m.ref, 'handovers_done_said');
end $$;

-- How the group's own measure stands now, beside the day it asked.
create function outcome_now(request bigint, worked text, measure text) returns void language sql security definer as $$
	insert into data.outcomes (request_id, after_days, community_id, worked, measure, answered_by, answered_at)
	values (request, 0, here(), outcome_now.worked, coalesce(outcome_now.measure, ''), me(), app_now())
	on conflict (request_id, after_days) do update set worked = excluded.worked, answered_by = excluded.answered_by,
	    answered_at = excluded.answered_at,
	    measure = case when excluded.measure = '' then outcomes.measure else excluded.measure end
$$;

-- The group says that it works.
create function match_confirmed(m data.matches) returns void language plpgsql security definer as $$
declare
	x data.matches;
begin
	for x in select o.* from data.matches o where o.task_id = m.task_id and o.state = 'handed_over' order by o.id loop
		update data.matches o set state = 'confirmed', confirmed = true, still_wrong = '' where o.id = x.id;
		perform keep('confirm', x.ref);
		perform promise('feedback', x.request_id, x.id, x.person_id, null, x.ref);
		perform promise('feedback', x.request_id, x.id, null, x.group_id, x.ref);
		perform mail('confirmed', x.person_id, jsonb_build_object('match', x.ref), match_thread(x));
		perform mail_group('feedback_asked', x.group_id, jsonb_build_object('match', x.ref), match_thread(x));
	end loop;
	perform request_settled(m.request_id);
end $$;

-- The group says what is still wrong: the work goes on.
create function match_still_wrong(m data.matches, words text) returns void language plpgsql security definer as $$
declare
	lead data.matches := match_lead(m);
begin
	update data.matches x set state = 'working', still_wrong = words where x.task_id = m.task_id and x.state = 'handed_over';
	perform keep('confirm', lead.ref);
	perform match_promise('handover', lead, lead.person_id, null, working_days(10));
	perform match_mail('still_wrong', m);
end $$;

-- works: yes or no; no needs words, which the page asks for.
create function matches_confirmation(match text, works text, words text, measure text) returns answer
language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or not in_group(m.group_id) or m.person_id = me() then
		return absent();
	elsif m.state <> 'handed_over' then
		return lost('matches_confirmation_lost', m.ref);
	elsif works <> 'yes' and coalesce(words, '') = '' then
		perform refuse('matches_still_wrong_missing');
	end if;
	perform outcome_now(m.request_id, case works when 'yes' then 'yes' else 'no' end, measure);
	perform audit('matches_confirmation', 'match', m.id, works);
	if works = 'yes' then
		perform match_confirmed(m);
		return done(m.ref, 'matches_confirmed_said');
	end if;
	perform match_still_wrong(m, words);
	return done(m.ref, 'matches_still_wrong_said');
end $$;

-- After the group had confirmed, something is wrong again: the request is
-- under way once more, and the desk has the next step.
create function matches_wrong_again(match text, words text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or not in_group(m.group_id) or m.person_id = me() then
		return absent();
	elsif m.state not in ('confirmed', 'closed')
	    or (select q.state from data.requests q where q.id = m.request_id) not in ('done', 'under_way') then
		return lost('matches_wrong_again_lost', m.ref);
	end if;
	update data.requests q set state = 'under_way' where q.id = m.request_id and q.state = 'done';
	update data.matches x set still_wrong = words where x.id = m.id;
	insert into data.messages (community_id, request_id, author_id, body) values (here(), m.request_id, me(), words);
	perform outcome_now(m.request_id, 'no', '');
	perform match_promise('new_volunteer', m, null, null);
	perform audit('matches_wrong_again', 'match', m.id);
	perform mail('still_wrong', m.person_id, jsonb_build_object('match', m.ref), match_thread(m));
	return done(m.ref, 'matches_wrong_again_said');
end $$;

-- ... and works after all.
create function matches_right_again(match text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or not in_group(m.group_id) or m.person_id = me() then
		return absent();
	elsif m.state not in ('confirmed', 'closed') or m.still_wrong = '' then
		return lost('matches_confirmation_lost', m.ref);
	end if;
	update data.matches x set still_wrong = '' where x.id = m.id;
	perform outcome_now(m.request_id, 'yes', '');
	perform keep('new_volunteer', m.ref);
	perform audit('matches_right_again', 'match', m.id);
	perform request_settled(m.request_id);
	return done(m.ref, 'matches_confirmed_said');
end $$;

-- Three questions and about how many hours, from each side once; with both
-- the match is closed.
create function feedback_new(match text, worked text, respected text, again text, minutes bigint, words text) returns answer
language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
	mine text := match_side(m.person_id, m.group_id);
begin
	if m.id is null or mine not in ('volunteer', 'group') then
		return absent();
	elsif m.state not in ('confirmed', 'closed')
	    or exists (select from data.feedback f where f.match_id = m.id and f.side = mine) then
		return lost('feedback_new_lost', m.ref);
	end if;
	insert into data.feedback (match_id, side, community_id, author_id, worked, respected, again, minutes, words)
	values (m.id, mine, here(), me(), feedback_new.worked, feedback_new.respected, feedback_new.again,
	    feedback_new.minutes, coalesce(feedback_new.words, ''));
	update data.promises p set state = 'kept', ended_at = app_now() where p.kind = 'feedback' and p.match_id = m.id
	and p.state = 'due' and (p.person_id = me() or (mine = 'group' and p.group_id = m.group_id));
	perform audit('feedback_new', 'match', m.id, mine);
	if m.state = 'confirmed' and (select count(*) from data.feedback f where f.match_id = m.id) = 2 then
		update data.matches x set state = 'closed', closed_at = app_now() where x.id = m.id;
		perform request_settled(m.request_id);
	end if;
	return done(m.ref, 'feedback_given_said');
end $$;

-- "I can't go on": the volunteer's one button.
create function matches_release(match text, reason text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or m.person_id <> me() then
		return absent();
	elsif not coalesce(match_released(m.id, coalesce(reason, ''), false), false) then
		return lost('matches_ended_lost', m.ref);
	end if;
	return done(m.ref, 'matches_released_said');
end $$;

-- The group would like another volunteer: the desk reads why and acts.
create function matches_other(match text, words text) returns answer language plpgsql security definer as $$
declare
	m data.matches := match_taken(match);
begin
	if m.id is null or not in_group(m.group_id) or m.person_id = me() then
		return absent();
	elsif m.state not in ('agreed', 'scheduled', 'working', 'handed_over') or exists (select from data.promises p
	    where p.kind = 'new_volunteer' and p.subject_ref = m.ref and p.state = 'due') then
		return lost('matches_other_lost', m.ref);
	end if;
	insert into data.messages (community_id, request_id, author_id, body) values (here(), m.request_id, me(), words);
	perform promise('new_volunteer', m.request_id, m.id, null, null, m.ref);
	perform audit('matches_other', 'match', m.id);
	perform mail_desk('request_message', jsonb_build_object('request', match_thread(m)), match_thread(m));
	return done(m.ref, 'matches_other_said');
end $$;

-- A match as its pages show it, for whoever may see it.
create function match_seen(match text) returns table (id bigint, ref text, state text, seat text, side text, task_id bigint,
    request_id bigint, group_id bigint, person_id bigint, title text, minutes int, task_ref text, request_ref text,
    request_title text, request_state text, group_name text, volunteer text, volunteer_first text, lead_id bigint,
    lead_ref text, lead_first text, is_lead bool, agreed bool, declared text, lives bool, talks bool, works bool,
    still_wrong text, reason text, created_at text, handed_over_at text, closed_at text, now_at text)
language sql stable as $$
	select m.id, m.ref, m.state, m.seat, match_side(m.person_id, m.group_id), m.task_id, m.request_id, m.group_id,
	    m.person_id, t.title, t.minutes, t.ref, r.ref, r.title, r.state, g.name, p.name, split_part(p.name, ' ', 1),
	    l.id, l.ref, split_part(lp.name, ' ', 1), l.id = m.id, m.agreement_at is not null, m.declared,
	    m.state not in ('released', 'closed'), m.state not in ('released', 'closed') and m.agreement_at is not null,
	    m.state in ('agreed', 'scheduled', 'working') and m.agreement_at is not null,
	    m.still_wrong, m.reason, local(m.created_at), local(m.handed_over_at), local(m.closed_at), local(app_now())
	from data.matches m join data.tasks t on t.id = m.task_id join data.requests r on r.id = m.request_id
	join data.groups g on g.id = m.group_id join data.people p on p.id = m.person_id
	cross join lateral (select x.* from data.matches x where x.task_id = m.task_id and (x.id = m.id or x.state <> 'released')
	    order by x.state = 'released', x.seat <> 'lead', x.id desc limit 1) l
	join data.people lp on lp.id = l.person_id
	where m.ref = match and m.community_id = here() and match_side(m.person_id, m.group_id) is not null
$$;
