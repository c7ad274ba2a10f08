-- Who belongs to a group, and who was asked to.

-- A member asks a colleague by mail; an address without account is fine.
create function memberships_invite(grp text, address text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	i data.member_invitations;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	if g.id is null or not (in_group(g.id) or at_desk() and needs_member(g.id)) then
		return absent();
	end if;
	if exists (select from data.memberships m join data.accounts a on a.person_id = m.person_id
	    where m.group_id = g.id and m.left_at is null and a.address = memberships_invite.address::citext) then
		perform refuse('memberships_already');
	end if;
	update data.member_invitations w set state = 'lapsed' where w.group_id = g.id and w.state = 'sent'
	and w.asked_at <= app_now() - interval '30 days';
	if (select count(*) from data.member_invitations w where w.group_id = g.id
	    and (w.state = 'sent' or w.created_at > app_now() - interval '1 day')) >= 10 then
		perform refuse('member_invitations_many');
	end if;
	insert into data.member_invitations (community_id, group_id, address, invited_by)
	values (here(), g.id, memberships_invite.address, me()) returning * into i;
	insert into data.outbox (community_id, kind, address, about)
	values (here(), 'member_invited', memberships_invite.address, jsonb_build_object('invitation', i.ref));
	perform audit('memberships_invite', 'group', g.id);
	return done(g.ref, 'memberships_invited_said');
end $$;

-- Somebody has to be found who answers for the group: whoever did has left,
-- waits to, or is paused.
create function needs_member(grp bigint) returns bool language sql stable security definer as $$
	select not exists (select from data.memberships m join data.people p on p.id = m.person_id and p.state = 'active'
	    where m.group_id = grp and m.community_id = here() and m.left_at is null and m.leaving_at is null)
$$;

-- Asks once more, also after the 30 days; once a day is enough.
create function memberships_again(grp text, invitation text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	i data.member_invitations;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	select * into i from data.member_invitations w where w.ref = invitation and w.group_id = g.id for update;
	if i.id is null or not in_group(g.id) then
		return absent();
	elsif i.state not in ('sent', 'lapsed') then
		return lost('memberships_cancel_lost', g.ref);
	elsif i.asked_at > app_now() - interval '1 day' then
		return lost('memberships_again_lost', g.ref);
	end if;
	update data.member_invitations w set state = 'sent', asked_at = app_now() where w.id = i.id;
	insert into data.outbox (community_id, kind, address, about)
	values (here(), 'member_invited', i.address, jsonb_build_object('invitation', i.ref));
	perform audit('memberships_again', 'group', g.id);
	return done(g.ref, 'memberships_invited_said');
end $$;

-- What the mail and the page of an invitation may tell whoever holds it.
create function member_invitation(invitation text)
returns table (ref text, state text, group_ref text, group_name text, does text, inviter text, mine bool)
language sql stable security definer as $$
	select i.ref, case when i.state = 'sent' and i.asked_at <= app_now() - interval '30 days' then 'lapsed' else i.state end,
	    g.ref, g.name, g.does, p.name,
	    exists (select from data.accounts a where a.person_id = me() and a.address = i.address)
	from data.member_invitations i join data.groups g on g.id = i.group_id join data.people p on p.id = i.invited_by
	where i.ref = invitation and i.community_id = here()
$$;

-- The invitations that wait for me, for my own page.
create function my_member_invitations() returns table (ref text, group_name text, inviter text)
language sql stable security definer as $$
	select i.ref, g.name, p.name
	from data.accounts a join data.member_invitations i on i.address = a.address and i.state = 'sent'
	and i.asked_at > app_now() - interval '30 days'
	join data.groups g on g.id = i.group_id join data.people p on p.id = i.invited_by
	where a.person_id = me() and i.community_id = here() order by i.id
$$;

-- Takes an invitation back, also one of more than 30 days.
create function memberships_cancel(grp text, invitation text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	i data.member_invitations;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	select * into i from data.member_invitations w where w.ref = invitation and w.group_id = g.id for update;
	if i.id is null or not in_group(g.id) then
		return absent();
	elsif i.state not in ('sent', 'lapsed') then
		return lost('memberships_cancel_lost', g.ref);
	end if;
	update data.member_invitations w set state = 'cancelled' where w.id = i.id;
	perform audit('memberships_cancel', 'group', g.id);
	return done(g.ref, 'memberships_cancelled_said');
end $$;

-- The invited person joins; nobody else can use the invitation.
create function memberships_accept(invitation text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	i data.member_invitations;
begin
	select * into g from data.groups o where o.id = (select w.group_id from data.member_invitations w
	    where w.ref = invitation and w.community_id = here()) for update;
	select * into i from data.member_invitations w where w.ref = invitation and w.community_id = here() for update;
	if i.id is null or not exists (select from data.accounts a where a.person_id = me() and a.address = i.address) then
		return absent();
	elsif i.state in ('cancelled', 'lapsed') or i.state = 'sent' and i.asked_at <= app_now() - interval '30 days' then
		return lost('memberships_accept_lost');
	elsif i.state = 'accepted' and not in_group(g.id) then
		return lost('memberships_accept_lost');
	end if;
	if i.state = 'sent' then
		update data.member_invitations w set state = 'accepted' where w.id = i.id;
		insert into data.memberships as m (group_id, person_id, community_id) values (g.id, me(), here())
		on conflict (group_id, person_id) do update set left_at = null, leaving_at = null, since = app_now() where m.left_at is not null;
		perform memberships_relieved(g.id);
	end if;
	perform audit('memberships_accept', 'group', g.id);
	return done(g.ref, 'memberships_accepted_said');
end $$;

-- Somebody goes on: whoever waited for that is out, but for one who is named
-- for an appointment; the clock looks again for that one.  How many went.
create function memberships_relieved(grp bigint) returns int language plpgsql security definer as $$
declare
	w record;
	n int := 0;
begin
	for w in select m.person_id from data.memberships m where m.group_id = grp and m.left_at is null
	    and m.leaving_at is not null and not needs_member(grp) order by m.person_id for update loop
		if not member_named(grp, w.person_id) then
			perform membership_over(grp, w.person_id);
			perform audit('memberships_relieved', 'group', grp, 'handed over');
			perform mail('member_relieved', w.person_id, jsonb_build_object('group', (select g.ref from data.groups g where g.id = grp)));
			n := n + 1;
		end if;
	end loop;
	return n;
end $$;

-- Who was named for an appointment that is over or called off, or whose
-- colleague can come in again.  Run by the steward, in every community.
create function memberships_relieve() returns int language plpgsql security definer as $$
declare
	c record;
	g record;
	n int := 0;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		for g in select o.id from data.groups o where o.id in (select m.group_id from data.memberships m
		    where m.community_id = c.id and m.left_at is null and m.leaving_at is not null) order by o.id for update
		loop
			n := n + memberships_relieved(g.id);
		end loop;
	end loop;
	return n;
end $$;

-- A group that I belong to or have left, for the mail that says so.
create function group_left(grp text) returns table (group_name text) language sql stable security definer as $$
	select g.name from data.groups g join data.memberships m on m.group_id = g.id and m.person_id = me()
	where g.ref = grp and g.community_id = here()
$$;

-- Named for an appointment that is still to come.
create function member_named(grp bigint, person bigint) returns bool language sql stable security definer as $$
	select exists (select from data.bookings b join data.appointments a on a.id = b.appointment_id
	    join data.matches t on t.id = a.match_id where t.group_id = grp and b.person_id = person and b.active
	    and a.state = 'fixed' and a.ends_at > app_now())
$$;

-- The group keeps a contact: whoever has been there longest.
create function membership_over(grp bigint, person bigint) returns void language plpgsql security definer as $$
begin
	update data.memberships m set left_at = app_now(), leaving_at = null, contact = false
	where m.group_id = grp and m.person_id = person;
	update data.memberships m set contact = true where m.group_id = grp and m.left_at is null
	and not exists (select from data.memberships c where c.group_id = grp and c.left_at is null and c.contact)
	and m.person_id = (select f.person_id from data.memberships f where f.group_id = grp and f.left_at is null
	    order by f.leaving_at is not null, f.since, f.person_id limit 1);
end $$;

-- I leave.  The last one of a group that still asks for something says what
-- becomes of it: 'withdraw' what it asks for, wait for a 'colleague' who was
-- asked, or for somebody the 'desk' finds; 'stay' takes that back.
create function memberships_leave(grp text, what text, address text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	r record;
begin
	-- Requests come before groups in the order of locks.
	perform from data.requests q where q.community_id = here() and what = 'withdraw' and q.group_id = (select o.id
	    from data.groups o where o.ref = grp and o.community_id = here() and in_group(o.id)) order by q.id for update;
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	if g.id is null or not in_group(g.id) then
		return absent();
	elsif what = 'stay' then
		update data.memberships m set leaving_at = null where m.group_id = g.id and m.person_id = me();
		perform audit('memberships_leave', 'group', g.id, 'stays');
		return done(g.ref, 'memberships_stay_said');
	elsif not member_last(g.id) then
		return memberships_end(grp, null);
	elsif what = 'withdraw' then
		for r in select q.id, q.ref from data.requests q where q.group_id = g.id
		    and q.state in ('sent', 'question', 'open', 'under_way', 'done') order by q.id loop
			perform request_ended(r.id, 'withdrawn');
			perform audit('requests_withdraw', 'request', r.id, 'last member left');
			perform mail_desk('request_withdrawn', jsonb_build_object('request', r.ref), r.ref);
		end loop;
		return memberships_end(grp, null);
	elsif what is null then
		perform refuse('memberships_leave_what');
	elsif what = 'colleague' and coalesce(address, '') <> '' then
		perform memberships_invite(grp, address);
	elsif what = 'colleague' and not exists (select from data.member_invitations w where w.group_id = g.id
	    and w.state = 'sent' and w.asked_at > app_now() - interval '30 days') then
		perform refuse('memberships_leave_address');
	end if;
	update data.memberships m set leaving_at = app_now() where m.group_id = g.id and m.person_id = me();
	if what = 'desk' then
		perform mail_desk('group_leaving', jsonb_build_object('group', g.ref));
	end if;
	perform audit('memberships_leave', 'group', g.id, what);
	return done(g.ref, 'memberships_leaving_said');
end $$;

-- Am I the only one left who can come in, while something is asked for?
create function member_last(grp bigint) returns bool language sql stable security definer as $$
	select not exists (select from data.memberships m join data.people p on p.id = m.person_id and p.state = 'active'
	    where m.group_id = grp and m.left_at is null and m.person_id <> me())
	and exists (select from data.requests r where r.group_id = grp and r.community_id = here()
	    and r.state in ('sent', 'question', 'open', 'under_way', 'done'))
$$;

-- A member is taken off by another, or leaves (person null).  Somebody must
-- stay while a request lives, and whoever is named for an appointment cannot
-- vanish.
create function memberships_end(grp text, person text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	leaver bigint;
	gone bool;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	if g.id is null or not in_group(g.id) then
		return absent();
	end if;
	select m.person_id, m.left_at is not null into leaver, gone
	from data.memberships m join data.people p on p.id = m.person_id
	where m.group_id = g.id and case when person is null then p.id = me() else p.ref = person and p.id <> me() end;
	if leaver is null then
		return absent();
	elsif gone then
		return lost('memberships_end_lost', g.ref);
	end if;
	perform member_can_go(g.id, leaver);
	perform membership_over(g.id, leaver);
	perform audit('memberships_end', 'group', g.id, case when person is null then 'left' else 'taken off' end);
	return done(g.ref, case when person is null then 'memberships_left_said' else 'memberships_ended_said' end);
end $$;

create function member_can_go(grp bigint, leaver bigint) returns void language plpgsql security definer as $$
begin
	if member_named(grp, leaver) then
		perform refuse('memberships_appointment_due');
	end if;
	if exists (select from data.memberships m join data.people p on p.id = m.person_id and p.state = 'active'
	    where m.group_id = grp and m.left_at is null and m.person_id <> leaver) then
		return;
	end if;
	if exists (select from data.requests r where r.group_id = grp
	    and r.state in ('sent', 'question', 'open', 'under_way', 'done')) then
		perform refuse('memberships_last_member');
	end if;
	-- What was begun is thrown away when nobody is left, not even somebody paused.
	update data.requests r set state = 'withdrawn', ended_at = app_now() where r.group_id = grp and r.state = 'draft'
	and not exists (select from data.memberships m where m.group_id = grp and m.left_at is null and m.person_id <> leaver);
end $$;
