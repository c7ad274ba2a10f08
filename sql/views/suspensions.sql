-- Suspensions: a coordinator pauses somebody, who reads why and answers once.

-- Tasks on which somebody's help or hand is, whatever their state.
create function suspension_tasks(person bigint) returns bigint[] language plpgsql stable security definer as $$
begin
	return array(select c.task_id from data.claims c where c.person_id = person and c.state = 'waiting'
	    union select i.task_id from data.invitations i where i.person_id = person and i.state = 'sent'
	    union select m.task_id from data.matches m where m.person_id = person
	    and m.state in ('agreed', 'scheduled', 'working', 'handed_over')
	    union select m.task_id from data.appointments a join data.matches m on m.id = a.match_id
	    where a.there = person and a.state = 'fixed' and a.ends_at > app_now());
end $$;

-- Locks what hangs on these tasks, in the order of all deeds; requests, which
-- come before, are the caller's.
create function suspension_task_locks(tasks bigint[]) returns void language plpgsql security definer as $$
begin
	perform from data.tasks t where t.id = any (tasks) order by t.id for update;
	perform from data.claims c where c.task_id = any (tasks) order by c.id for update;
	perform from data.invitations i where i.task_id = any (tasks) order by i.id for update;
	perform from data.matches m where m.task_id = any (tasks) order by m.id for update;
end $$;

-- Locks what somebody's pause touches, and the person last.  What came to be
-- meanwhile is not locked: then the deed is lost, and done again sees it.
create function suspension_locks(person bigint) returns void language plpgsql security definer as $$
declare
	tasks bigint[] := suspension_tasks(person);
begin
	perform from data.requests r where r.id in (select t.request_id from data.tasks t where t.id = any (tasks)) order by r.id for update;
	perform suspension_task_locks(tasks);
	perform from data.people p where p.id = person for update;
	if not suspension_tasks(person) <@ tasks then
		raise exception using errcode = 'serialization_failure', message = 'somebody was faster';
	end if;
end $$;

-- Hands that wait and invitations that are open end without a word of why.
create function suspension_offers_ended(person bigint) returns void language plpgsql security definer as $$
declare
	x record;
begin
	for x in select c.id, c.ref from data.claims c where c.person_id = person and c.state = 'waiting' order by c.id loop
		update data.claims c set state = 'withdrawn', decided_at = app_now() where c.id = x.id;
		perform keep('claim', x.ref, 'moved');
		perform audit('claims_ended', 'claim', x.id, 'suspended');
	end loop;
	for x in select i.id, i.ref from data.invitations i where i.person_id = person and i.state = 'sent' order by i.id loop
		update data.invitations i set state = 'cancelled', answered_at = app_now() where i.id = x.id;
		perform keep('invitation', x.ref, 'moved');
		perform audit('invitations_ended', 'invitation', x.id, 'suspended');
	end loop;
end $$;

-- Times at which somebody is to be there for their group are free again; the
-- volunteer hears so, and agrees another one with who is left.  What took
-- place stays as it was.
create function suspension_times_ended(person bigint) returns void language plpgsql security definer as $$
declare
	a data.appointments;
	m data.matches;
begin
	for a in select o.* from data.appointments o where o.there = person and o.state = 'fixed'
	    and o.ends_at > app_now() order by o.id for update loop
		select x.* into m from data.matches x where x.id = a.match_id;
		update data.bookings b set active = false where b.appointment_id = a.id;
		update data.appointments o set state = 'cancelled', sequence = o.sequence + 1, decided_at = app_now() where o.id = a.id;
		perform keep('appointment', a.ref, 'moved');
		perform match_unscheduled(m);
		perform audit('appointments_cancel', 'appointment', a.id, 'suspended');
		perform appointment_mail('appointment_cancelled', a, m);
	end loop;
end $$;

-- All that is left open of somebody; whoever is touched gets the usual mail,
-- which names no reason.  The state comes first: the person gets none.
create function suspension_leaves(person bigint) returns void language plpgsql security definer as $$
declare
	m record;
begin
	update data.people p set state = 'suspended' where p.id = person;
	perform suspension_offers_ended(person);
	for m in select x.id from data.matches x where x.person_id = person
	    and x.state in ('agreed', 'scheduled', 'working', 'handed_over') order by x.id
	loop
		perform match_released(m.id, '', true);
	end loop;
	perform suspension_times_ended(person);
	update data.promises p set state = 'moved', ended_at = app_now() where p.person_id = person and p.state = 'due';
end $$;

create function suspension_begun(person bigint, reason text, next_step text, back_on date, by_operator bool) returns data.suspensions
language plpgsql security definer as $$
declare
	s data.suspensions;
begin
	insert into data.suspensions (community_id, person_id, reason, next_step, back_on, operator, made_by)
	values (here(), person, suspension_begun.reason, suspension_begun.next_step, suspension_begun.back_on, by_operator,
	    case when not by_operator then me() end) returning * into s;
	perform suspension_leaves(person);
	perform audit('suspensions_new', 'person', person, case when by_operator then 'command line' else '' end);
	perform mail('suspension_made', person, jsonb_build_object('suspension', s.ref));
	return s;
end $$;

create function suspensions_new(person text, reason text, next_step text, back_on date) returns answer
language plpgsql security definer as $$
declare
	who bigint := (select p.id from data.people p where p.ref = person and p.community_id = here() and p.state <> 'erased');
begin
	if not at_desk() or who is null then
		return absent();
	elsif who = me() then
		perform refuse('suspensions_made_not_self');
	elsif exists (select from data.coordinators k where k.person_id = who) then
		perform refuse('suspensions_not_coordinator');
	elsif back_on <= local_today() then
		perform refuse('suspensions_back_on_ahead');
	end if;
	perform suspension_locks(who);
	if (select p.state from data.people p where p.id = who) <> 'active' then
		return lost('suspensions_new_lost', person);
	end if;
	perform suspension_begun(who, reason, next_step, back_on, false);
	return done(person, 'suspensions_new_said');
end $$;

-- The person comes in again: by a coordinator, the operator, or the clock.
create function suspension_ended(s data.suspensions, becomes text, words text) returns void language plpgsql security definer as $$
begin
	perform from data.people p where p.id = s.person_id for update;
	-- Words stand under the name of who said them; the operator has none.
	update data.suspensions x set state = becomes, decision = coalesce(nullif(words, ''), x.decision),
	    decided_by = case when words <> '' then me() else x.decided_by end, ended_at = app_now() where x.id = s.id;
	update data.people p set state = 'active' where p.id = s.person_id and p.state = 'suspended';
	perform audit('suspensions_' || becomes, 'person', s.person_id, case when me() is null and becomes = 'lifted' then 'command line' else '' end);
	perform mail('suspension_' || becomes, s.person_id, jsonb_build_object('suspension', s.ref));
end $$;

-- It was answered, and goes on.
create function suspension_kept(s data.suspensions, words text) returns void language plpgsql security definer as $$
begin
	update data.suspensions x set state = 'kept', decision = words, decided_by = me() where x.id = s.id;
	perform audit('suspensions_kept', 'person', s.person_id, case when me() is null then 'command line' else '' end);
	perform mail('suspension_kept', s.person_id, jsonb_build_object('suspension', s.ref));
end $$;

create function suspension_live(person bigint) returns data.suspensions language plpgsql security definer as $$
declare
	s data.suspensions;
begin
	select x.* into s from data.suspensions x where x.person_id = person and x.community_id = here()
	and x.state in ('running', 'answered', 'kept') for update;
	return s;
end $$;

-- verdict: lift or keep.  What the operator did, no coordinator undoes.
create function suspensions_decide(person text, verdict text, words text) returns answer language plpgsql security definer as $$
declare
	s data.suspensions;
begin
	if at_desk() then
		s := suspension_live((select p.id from data.people p where p.ref = person and p.community_id = here()));
	end if;
	if not at_desk() or not exists (select from data.people p where p.ref = person and p.community_id = here()) then
		return absent();
	elsif s.id is null or (verdict = 'keep' and s.state <> 'answered') then
		return lost('suspensions_decide_lost', person);
	elsif s.operator then
		perform refuse('suspensions_by_operator');
	end if;
	if verdict = 'lift' then
		perform suspension_ended(s, 'lifted', words);
		return done(person, 'suspensions_lifted_said');
	end if;
	perform suspension_kept(s, words);
	return done(person, 'suspensions_kept_said');
end $$;

-- The suspended person says how they see it, once.
create function suspensions_answer(words text) returns answer language plpgsql security definer as $$
declare
	s data.suspensions := suspension_live(me());
begin
	if s.id is null then
		return absent();
	elsif s.state <> 'running' then
		return lost('suspensions_answer_lost');
	end if;
	update data.suspensions x set state = 'answered', answer = words, answered_at = app_now(),
	    answer_by = working_days(promise_days('suspension')) where x.id = s.id;
	perform audit('suspensions_answer', 'person', me());
	-- The operator has no desk: `nocape suspend list` shows it.
	if s.operator then
		return done('', 'suspensions_answered_operator_said');
	end if;
	perform mail_desk('suspension_answered', jsonb_build_object('suspension', s.ref));
	return done('', 'suspensions_answered_said');
end $$;

-- What a pause would end, for who is about to make it.
create function suspension_touches(person bigint) returns table (claims bigint, matches bigint, times bigint, alone text)
language sql stable security definer as $$
	select (select count(*) from data.claims c where c.person_id = person and c.state = 'waiting')
	    + (select count(*) from data.invitations i where i.person_id = person and i.state = 'sent'),
	    (select count(*) from data.matches m where m.person_id = person and m.state in ('agreed', 'scheduled', 'working', 'handed_over')),
	    (select count(*) from data.bookings b where b.person_id = person and b.active and upper(b.during) > app_now()),
	    (select string_agg(g.name, ', ' order by g.name) from data.memberships s join data.groups g on g.id = s.group_id
	    where s.person_id = person and s.left_at is null and exists (select from data.requests r where r.group_id = g.id
	    and r.state in ('sent', 'question', 'open', 'under_way', 'done')) and not exists (select from data.memberships o
	    join data.people p on p.id = o.person_id and p.state = 'active' where o.group_id = g.id and o.left_at is null
	    and o.person_id <> person))
	where at_desk()
$$;

-- Pauses whose day has come are over.  Run by the steward, in every community.
create function suspensions_end() returns int language plpgsql security definer as $$
declare
	c record;
	s data.suspensions;
	n int := 0;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		for s in select x.* from data.suspensions x where x.community_id = c.id and x.state in ('running', 'answered', 'kept')
		    and x.back_on <= local_today() order by x.id for update
		loop
			perform suspension_ended(s, 'over', '');
			n := n + 1;
		end loop;
	end loop;
	return n;
end $$;

-- `nocape suspend`: anybody, coordinators too.  What it answers is a word.
create function suspensions_of_operator(community text, address text, verdict text, reason text, next_step text, back_on date)
returns text language plpgsql security definer as $$
declare
	who bigint;
	s data.suspensions;
begin
	perform visit_as((select k.id from data.communities k where k.key = community), null);
	select p.id into who from data.accounts a join data.people p on p.id = a.person_id
	where a.address = suspensions_of_operator.address::citext and a.community_id = here() and p.state <> 'erased';
	if who is null then
		return 'absent';
	end if;
	s := suspension_live(who);
	if verdict = 'lift' and s.id is not null then
		perform suspension_ended(s, 'lifted', reason);
		return 'lifted';
	elsif verdict = 'keep' and s.state = 'answered' then
		perform suspension_kept(s, reason);
		return 'kept';
	elsif verdict <> 'suspend' or s.id is not null then
		return 'lost';
	end if;
	perform suspension_locks(who);
	perform suspension_begun(who, reason, next_step, back_on, true);
	return 'suspended';
end $$;
