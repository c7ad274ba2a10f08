-- Claims and invitations, from the volunteer's side.

-- Whether the kind of credential that a task wants was checked and lasts.
create function credential_lasts(person bigint, wanted text) returns bool language plpgsql stable security definer as $$
begin
	return wanted is null or exists (select from data.credentials c where c.person_id = person and c.kind = wanted
	    and c.state = 'checked' and coalesce(c.valid_until >= local_today(), true));
end $$;

-- What stands between a volunteer and a task's claim: the constraint's name;
-- null: nothing.  What a person may decide for themselves (skills, times,
-- distance) is told on the page, and stands in nobody's way.
create function claims_barred(t data.tasks, seat text) returns text language plpgsql stable security definer as $$
begin
	return (select case
	    when in_group(t.group_id) then 'claims_task_own'
	    when v.person_id is null or v.state <> 'vetted' then 'claims_person_vetted'
	    when exists (select from data.claims c where c.task_id = t.id and c.person_id = me() and c.state = 'waiting')
	        then 'claims_person_twice'
	    when exists (select from data.invitations i where i.task_id = t.id and i.person_id = me() and i.state = 'sent')
	        then 'claims_person_invited'
	    when exists (select from data.matches m where m.task_id = t.id and m.person_id = me() and m.state <> 'released')
	        then 'claims_person_matched'
	    when v.paused_until >= local_today() then 'claims_person_paused'
	    when held(me()) >= v.capacity then 'claims_person_room'
	    when not credential_lasts(me(), t.credential) then 'claims_credential_checked'
	    when seat = 'second' and t.seats < 2 then 'claims_seat_there'
	    end
	from (select 1) one left join data.volunteers v on v.person_id = me() and v.community_id = here());
end $$;

-- A volunteer raises a hand for a seat, having read the story.  The answer's
-- ref is a whole path: to the claim, or back to the task.
create function claims_new(task text, seat text, words text, read bool) returns answer
language plpgsql security definer as $$
declare
	t data.tasks;
	r data.requests;
	c data.claims;
	free int;
	bar text;
begin
	-- The promise below refers to the request, which an approval locks first.
	select q.* into r from data.requests q join data.tasks k on k.request_id = q.id
	where k.ref = task and k.community_id = here() for no key update of q;
	select * into t from data.tasks k where k.ref = task and k.community_id = here() for update;
	if me() is null or t.id is null or not t.published then
		return absent();
	end if;
	perform from data.people p where p.id = me() and p.state = 'active' for no key update;
	if not found or me() = any (barred_people(t.id)) then
		return absent();
	elsif t.state <> 'open' or r.state not in ('open', 'under_way') then
		return lost('claims_new_ended_lost', '/tasks/' || t.ref);
	end if;
	bar := claims_barred(t, claims_new.seat);
	if bar is not null then
		perform refuse(bar);
	end if;
	if exists (select from data.matches m where m.task_id = t.id and m.seat = claims_new.seat and m.state <> 'released') then
		return lost('claims_new_seat_lost', '/tasks/' || t.ref);
	end if;
	select min(n) into free from generate_series(1, 3) n
	where not exists (select from data.claims o where o.task_id = t.id and o.state = 'waiting' and o.place = n);
	if free is null then
		return lost('claims_new_full_lost', '/tasks/' || t.ref);
	end if;
	insert into data.claims (community_id, task_id, person_id, seat, place, words, read_story)
	values (here(), t.id, me(), claims_new.seat, free, coalesce(claims_new.words, ''), coalesce(read, false)) returning * into c;
	perform promise('claim', r.id, null, null, null, c.ref);
	perform audit('claims_new', 'claim', c.id, c.seat);
	perform mail('claim_received', me(), jsonb_build_object('claim', c.ref), r.ref);
	perform mail_desk('claim_new', jsonb_build_object('claim', c.ref), r.ref);
	return done('/claims/' || c.ref);
end $$;

-- Taken back before it was answered: nobody needs a reason.
create function claims_withdraw(claim text) returns answer language plpgsql security definer as $$
declare
	c data.claims;
	thread text;
begin
	perform from data.tasks k where k.id = (select o.task_id from data.claims o where o.ref = claim
	    and o.person_id = me() and o.community_id = here()) for update;
	select * into c from data.claims o where o.ref = claim and o.person_id = me() and o.community_id = here() for update;
	if c.id is null then
		return absent();
	elsif c.state <> 'waiting' then
		return lost('claims_withdraw_lost', c.ref);
	end if;
	select r.ref into thread from data.requests r join data.tasks t on t.request_id = r.id where t.id = c.task_id;
	update data.claims o set state = 'withdrawn', decided_at = app_now() where o.id = c.id;
	perform keep('claim', c.ref, 'moved');
	perform audit('claims_withdraw', 'claim', c.id);
	perform mail_desk('claim_withdrawn', jsonb_build_object('claim', c.ref), thread);
	return done(c.ref, 'claims_withdraw_said');
end $$;

-- My invitation, with its request and task locked before it.
create function my_invitation(invitation text) returns data.invitations language plpgsql security definer as $$
declare
	i data.invitations;
begin
	select * into i from data.invitations o where o.ref = invitation and o.person_id = me() and o.community_id = here();
	perform from data.requests r where r.id = (select t.request_id from data.tasks t where t.id = i.task_id) for update;
	perform from data.tasks t where t.id = i.task_id for update;
	select * into i from data.invitations o where o.id = i.id for update;
	return i;
end $$;

-- A yes to an invitation is a match at once; a break ends with it.
create function invitations_accept(invitation text) returns answer language plpgsql security definer as $$
declare
	i data.invitations := my_invitation(invitation);
	t data.tasks;
	v data.volunteers;
	m text;
begin
	if i.id is null then
		return absent();
	elsif i.state <> 'sent' then
		return lost('invitations_answer_lost', '/invitations/' || i.ref);
	end if;
	select * into t from data.tasks k where k.id = i.task_id;
	select * into v from data.volunteers o where o.person_id = me();
	if in_group(t.group_id) then
		perform refuse('claims_task_own');
	elsif held(me()) - (select count(*) from data.claims c where c.task_id = t.id and c.person_id = me()
	    and c.state = 'waiting') >= v.capacity then
		perform refuse('invitations_accept_room');
	end if;
	-- Somebody they are kept apart from has joined since: it came to nothing.
	if me() = any (barred_people(t.id)) then
		perform block_ends(array[t.id], null, me());
		return lost('invitations_answer_lost', '/invitations/' || i.ref);
	end if;
	m := match_made(t.id, me(), i.seat, i.invited_by);
	if m is null then
		return lost('invitations_accept_lost', '/invitations/' || i.ref);
	end if;
	update data.volunteers o set paused_until = null where o.person_id = me() and o.paused_until is not null;
	perform audit('invitations_accept', 'invitation', i.id, i.seat);
	perform mail_desk('invitation_accepted', jsonb_build_object('invitation', i.ref),
	    (select r.ref from data.requests r where r.id = t.request_id));
	return done('/matches/' || m, 'invitations_accept_said');
end $$;

create function invitations_decline(invitation text, reason text) returns answer language plpgsql security definer as $$
declare
	i data.invitations := my_invitation(invitation);
begin
	if i.id is null then
		return absent();
	elsif i.state <> 'sent' then
		return lost('invitations_answer_lost', i.ref);
	end if;
	update data.invitations o set state = 'declined', reason = coalesce(invitations_decline.reason, ''),
	    answered_at = app_now() where o.id = i.id;
	perform keep('invitation', i.ref);
	perform audit('invitations_decline', 'invitation', i.id);
	perform mail_desk('invitation_declined', jsonb_build_object('invitation', i.ref),
	    (select r.ref from data.requests r join data.tasks t on t.request_id = r.id where t.id = i.task_id));
	return done(i.ref, 'invitations_decline_said');
end $$;

-- Whether nobody has that seat of a task.
create function seat_free(task bigint, seat text) returns bool language plpgsql stable security definer as $$
begin
	return exists (select from data.tasks t where t.id = task and t.community_id = here() and (seat_free.seat = 'lead' or t.seats = 2))
	    and not exists (select from data.matches m where m.task_id = task and m.seat = seat_free.seat and m.state <> 'released');
end $$;

-- A task by its own reference, or by that of an invitation of mine.
-- For who is kept apart from somebody there it is not.
create function task_named(ref text) returns bigint language plpgsql stable as $$
declare
	task bigint := coalesce((select t.id from data.tasks t where t.ref = task_named.ref and t.community_id = here()),
	    (select i.task_id from data.invitations i where i.ref = task_named.ref and i.person_id = me() and i.community_id = here()));
begin
	return case when at_desk() or task <> all (barred_tasks()) then task end;
end $$;

-- By when the desk promised something about a thing of mine: its promises
-- are the desk's own rows.
create function promised(kind text, subject text) returns date language plpgsql stable security definer as $$
begin
	return (select min(d.due_on) from data.promises d where d.kind = promised.kind and d.subject_ref = subject
	and d.state = 'due' and d.community_id = here());
end $$;

-- Tasks that I have a hand in: waiting claims, open invitations, matches.
create function tasks_taken() returns bigint[] language plpgsql stable security definer as $$
begin
	return array(select c.task_id from data.claims c where c.person_id = me() and c.state = 'waiting'
	    union all select i.task_id from data.invitations i where i.person_id = me() and i.state = 'sent'
	    union all select m.task_id from data.matches m where m.person_id = me() and m.state <> 'released');
end $$;
