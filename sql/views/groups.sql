-- Groups and who belongs to them.

-- By when the desk has promised its group to look at it; null afterwards.
create function groups_vetted_by(grp bigint) returns date language plpgsql stable security definer as $$
begin
	return (select min(p.due_on) from data.promises p join data.groups g on g.ref = p.subject_ref
	where g.id = grp and in_group(g.id) and p.kind = 'vet_group' and p.state = 'due' and p.community_id = here());
end $$;

-- The key of one of my groups, and what it opens, for changing that.
create function groups_vault(grp text) returns table (vault text, street text, entry_notes text) language sql stable security definer as $$
	select g.vault, envelope('groups.street', g.vault, g.street), envelope('groups.entry_notes', g.vault, g.entry_notes)
	from data.groups g where g.ref = grp and g.community_id = here() and in_group(g.id)
$$;

-- Where a group is and how to get in, as envelopes: for its members, the desk, and whoever
-- helps it now and has confirmed the agreement.
create function group_door(grp bigint) returns table (street text, entry_notes text) language sql stable security definer as $$
	select envelope('groups.street', g.vault, g.street), envelope('groups.entry_notes', g.vault, g.entry_notes) from data.groups g where g.id = grp and g.community_id = here()
	and (at_desk() or in_group(g.id) or exists (select from data.matches m where m.group_id = g.id and m.person_id = me()
	    and m.agreement_at is not null and m.state not in ('released', 'closed')))
$$;

-- A group signs up; whoever fills this in is its first contact.
create function groups_new(name text, does text, registration text, registration_number text, town text, subject text, phone text)
returns answer language plpgsql security definer as $$
declare
	g data.groups;
begin
	if me() is null then
		return absent();
	end if;
	-- One at a time for one person, so that the count below holds.
	perform from data.people p where p.id = me() for no key update;
	if (select count(*) from data.memberships m join data.groups o on o.id = m.group_id
	    where m.person_id = me() and m.left_at is null and o.state = 'new') >= 5 then
		perform refuse('groups_new_many');
	end if;
	insert into data.groups (community_id, name, does, registration, registration_number, town, place_id)
	values (here(), groups_new.name, groups_new.does, groups_new.registration, coalesce(groups_new.registration_number, ''),
	    coalesce(groups_new.town, ''), town_place(coalesce(groups_new.town, ''))) returning * into g;
	insert into data.memberships (group_id, person_id, community_id, contact) values (g.id, me(), here(), true);
	if groups_new.phone <> '' then
		perform phone_kept(subject, groups_new.phone);
	end if;
	perform promise('vet_group', null, null, null, null, g.ref);
	perform audit('groups_new', 'group', g.id);
	perform mail_desk('group_new', jsonb_build_object('group', g.ref));
	return done(g.ref);
end $$;

-- A member changes what we know of the group.
create function groups_change(grp text, name text, does text, registration text, registration_number text, town text,
    subject text, street text, entry_notes text)
returns answer language plpgsql security definer as $$
declare
	g data.groups;
begin
	-- Its tasks bear its name, so their requests come first: a task that is
	-- made now waits for the new name, and no deed meets us half way.
	perform from data.requests r where r.community_id = here() and r.group_id = (select o.id from data.groups o
	    where o.ref = grp and o.community_id = here() and in_group(o.id) and o.name <> groups_change.name)
	order by r.id for update;
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	if g.id is null or not in_group(g.id) then
		return absent();
	end if;
	if groups_change.subject <> '' and g.vault not in ('', groups_change.subject) then
		perform refuse('groups_vault_moved');
	end if;
	update data.groups o set name = groups_change.name, does = groups_change.does,
	    registration = groups_change.registration, registration_number = coalesce(groups_change.registration_number, ''),
	    place_id = case when coalesce(groups_change.town, '') = o.town and o.place_id is not null then o.place_id
	        else town_place(coalesce(groups_change.town, '')) end,
	    town = coalesce(groups_change.town, ''), street = coalesce(groups_change.street, g.street),
	    entry_notes = coalesce(groups_change.entry_notes, g.entry_notes),
	    vault = coalesce(nullif(groups_change.subject, ''), g.vault)
	where o.id = g.id;
	perform audit('groups_change', 'group', g.id, case when g.name <> groups_change.name then 'name' else '' end);
	return done(g.ref);
end $$;

-- Which of the towns of that name; null: none of them.
create function groups_place(grp text, place int) returns answer language plpgsql security definer as $$
declare
	g data.groups;
begin
	select * into g from data.groups o where o.ref = grp and o.community_id = here() for update;
	if g.id is null or not in_group(g.id) then
		return absent();
	end if;
	if place is not null and place not in (select p.id from towns_like(g.town) p) then
		perform refuse('groups_place_offered');
	end if;
	update data.groups o set place_id = place where o.id = g.id;
	perform audit('groups_place', 'group', g.id);
	return done(g.ref, 'groups_changed_said');
end $$;
