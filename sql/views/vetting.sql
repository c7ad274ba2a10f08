-- Vetting: a person looks at who groups and volunteers are, and at what
-- they say they know.  Nothing is kept of what was shown, but how.

create function groups_vet(grp text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() and at_desk() for update;
	if g.id is null then
		return absent();
	elsif g.state = 'vetted' then
		return lost('groups_vet_lost', g.ref);
	end if;
	perform desk_impartial(g.id);
	update data.groups o set state = 'vetted', vetted_by = me(), vetted_at = app_now() where o.id = g.id;
	perform keep('vet_group', g.ref);
	perform audit('groups_vet', 'group', g.id, g.state);
	perform mail_group('group_vetted', g.id, jsonb_build_object('group', g.ref));
	return done(g.ref, 'groups_vet_said');
end $$;

-- A no to a group ends what it asked for, with the same words.
create function groups_decline(grp text, reason text, next_step text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	r record;
begin
	if not at_desk() then
		return absent();
	end if;
	-- Requests come before groups in the order of locks.
	perform from data.requests q where q.community_id = here() and q.state in ('draft', 'sent', 'question', 'open')
	and q.group_id = (select o.id from data.groups o where o.ref = grp and o.community_id = here()) order by q.id for update;
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	if g.id is null then
		return absent();
	elsif g.state <> 'new' then
		return lost('groups_decline_lost', g.ref);
	end if;
	perform desk_impartial(g.id);
	for r in select q.id from data.requests q where q.group_id = g.id and q.state in ('sent', 'question', 'open') order by q.id loop
		perform desk_looked(r.id);
		update data.requests q set reason = groups_decline.reason, next_step = groups_decline.next_step where q.id = r.id;
		perform request_ended(r.id, 'declined');
		perform audit('groups_decline', 'request', r.id);
	end loop;
	update data.groups o set state = 'declined', reason = groups_decline.reason, next_step = groups_decline.next_step,
	    vetted_by = me(), vetted_at = app_now() where o.id = g.id;
	update data.member_invitations i set state = 'cancelled' where i.group_id = g.id and i.state in ('sent', 'lapsed');
	perform keep('vet_group', g.ref);
	perform audit('groups_decline', 'group', g.id);
	perform mail_group('group_declined', g.id, jsonb_build_object('group', g.ref));
	return done(g.ref, 'groups_decline_said');
end $$;

-- A volunteer of this community, locked.
create function desk_volunteer(person text) returns data.volunteers language plpgsql security definer as $$
declare
	v data.volunteers;
begin
	if at_desk() then
		select o.* into v from data.volunteers o join data.people p on p.id = o.person_id
		where p.ref = person and p.community_id = here() for update of o;
	end if;
	return v;
end $$;

create function volunteers_vet(person text) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := desk_volunteer(person);
begin
	if v.person_id is null then
		return absent();
	elsif v.state = 'vetted' then
		return lost('volunteers_vet_lost', person);
	end if;
	update data.volunteers o set state = 'vetted', vetted_by = me(), vetted_at = app_now() where o.person_id = v.person_id;
	perform keep('vet_volunteer', person);
	perform audit('volunteers_vet', 'person', v.person_id, v.state);
	perform mail('volunteer_vetted', v.person_id);
	return done(person, 'volunteers_vet_said');
end $$;

create function volunteers_decline(person text, reason text, next_step text) returns answer
language plpgsql security definer as $$
declare
	v data.volunteers := desk_volunteer(person);
begin
	if v.person_id is null then
		return absent();
	elsif v.state <> 'new' then
		return lost('volunteers_decline_lost', person);
	end if;
	update data.volunteers o set state = 'declined', reason = volunteers_decline.reason,
	    next_step = volunteers_decline.next_step, vetted_by = me(), vetted_at = app_now() where o.person_id = v.person_id;
	perform keep('vet_volunteer', person);
	perform audit('volunteers_decline', 'person', v.person_id);
	perform mail('volunteer_declined', v.person_id);
	return done(person, 'volunteers_decline_said');
end $$;

-- A coordinator has seen a skill at work, at that level.
create function skills_check(person text, skill text, level int, until date) returns answer
language plpgsql security definer as $$
declare
	v data.volunteers := desk_volunteer(person);
begin
	if v.person_id is null or not exists (select from data.volunteer_skills s
	    where s.person_id = v.person_id and s.skill = skills_check.skill) then
		return absent();
	elsif until <= local_today() then
		perform refuse('desk_until_ahead');
	end if;
	update data.volunteer_skills s set level = skills_check.level, checked_by = me(), checked_at = app_now(),
	    checked_until = until where s.person_id = v.person_id and s.skill = skills_check.skill;
	perform audit('skills_check', 'person', v.person_id, skills_check.skill);
	return done(person, 'skills_check_said');
end $$;

-- A degree, certificate, training or reference was looked at: `verdict` is
-- checked or declined, `how` how that was done.  The paper is not kept.
create function credentials_check(credential text, verdict text, how text, until date) returns answer
language plpgsql security definer as $$
declare
	c data.credentials;
	person text;
begin
	select * into c from data.credentials o where o.ref = credential and o.community_id = here() and at_desk() for update;
	select p.ref into person from data.people p where p.id = c.person_id;
	if c.id is null then
		return absent();
	elsif c.state <> 'claimed' then
		return lost('credentials_check_lost', person);
	elsif until <= local_today() then
		perform refuse('desk_until_ahead');
	end if;
	update data.credentials o set state = verdict, how = credentials_check.how, checked_by = me(), checked_at = app_now(),
	    valid_until = case when verdict = 'checked' then until end where o.id = c.id;
	perform audit('credentials_check', 'person', c.person_id, verdict);
	perform mail('credential_checked', c.person_id, jsonb_build_object('credential', c.ref));
	return done(person, 'credentials_check_said');
end $$;
