-- Who belongs to a group, and who was asked to.

-- A member asks a colleague by mail; an address without account is fine.
create function memberships_invite(grp text, address text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	i data.member_invitations;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	if g.id is null or not in_group(g.id) then
		return absent();
	end if;
	if exists (select from data.memberships m join data.accounts a on a.person_id = m.person_id
	    where m.group_id = g.id and m.left_at is null and a.address = memberships_invite.address::citext) then
		perform refuse('memberships_already');
	end if;
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

-- What the mail and the page of an invitation may tell whoever holds it.
create function member_invitation(invitation text)
returns table (ref text, state text, group_ref text, group_name text, does text, inviter text, mine bool)
language sql stable security definer as $$
	select i.ref, i.state, g.ref, g.name, g.does, p.name,
	    exists (select from data.accounts a where a.person_id = me() and a.address = i.address)
	from data.member_invitations i join data.groups g on g.id = i.group_id join data.people p on p.id = i.invited_by
	where i.ref = invitation and i.community_id = here()
$$;

-- The invitations that wait for me, for my own page.
create function my_member_invitations() returns table (ref text, group_name text, inviter text)
language sql stable security definer as $$
	select i.ref, g.name, p.name
	from data.accounts a join data.member_invitations i on i.address = a.address and i.state = 'sent'
	join data.groups g on g.id = i.group_id join data.people p on p.id = i.invited_by
	where a.person_id = me() and i.community_id = here() order by i.id
$$;

-- Takes an invitation back.
create function memberships_cancel(grp text, invitation text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	i data.member_invitations;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	select * into i from data.member_invitations w where w.ref = invitation and w.group_id = g.id for update;
	if i.id is null or not in_group(g.id) then
		return absent();
	elsif i.state <> 'sent' then
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
	elsif i.state = 'cancelled' then
		return lost('memberships_accept_lost');
	elsif i.state = 'accepted' and not in_group(g.id) then
		return lost('memberships_accept_lost');
	end if;
	if i.state = 'sent' then
		update data.member_invitations w set state = 'accepted' where w.id = i.id;
		insert into data.memberships as m (group_id, person_id, community_id) values (g.id, me(), here())
		on conflict (group_id, person_id) do update set left_at = null, since = app_now() where m.left_at is not null;
	end if;
	perform audit('memberships_accept', 'group', g.id);
	return done(g.ref, 'memberships_accepted_said');
end $$;

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
	update data.memberships m set left_at = app_now(), contact = false where m.group_id = g.id and m.person_id = leaver;
	-- The group keeps a contact: whoever has been there longest.
	update data.memberships m set contact = true where m.group_id = g.id and m.left_at is null
	and not exists (select from data.memberships c where c.group_id = g.id and c.left_at is null and c.contact)
	and m.person_id = (select f.person_id from data.memberships f where f.group_id = g.id and f.left_at is null
	    order by f.since, f.person_id limit 1);
	perform audit('memberships_end', 'group', g.id, case when person is null then 'left' else 'taken off' end);
	return done(g.ref, case when person is null then 'memberships_left_said' else 'memberships_ended_said' end);
end $$;

create function member_can_go(grp bigint, leaver bigint) returns void language plpgsql security definer as $$
begin
	if exists (select from data.bookings b join data.appointments a on a.id = b.appointment_id
	    join data.matches t on t.id = a.match_id where t.group_id = grp and b.person_id = leaver and b.active
	    and a.state = 'fixed' and a.ends_at > app_now()) then
		perform refuse('memberships_appointment_due');
	end if;
	if exists (select from data.memberships m where m.group_id = grp and m.left_at is null and m.person_id <> leaver) then
		return;
	end if;
	if exists (select from data.requests r where r.group_id = grp
	    and r.state in ('sent', 'question', 'open', 'under_way', 'done')) then
		perform refuse('memberships_last_member');
	end if;
	update data.requests r set state = 'withdrawn', ended_at = app_now() where r.group_id = grp and r.state = 'draft';
end $$;
