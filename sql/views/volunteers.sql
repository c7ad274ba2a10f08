-- Volunteers: what somebody offers, question by question, until it is sent
-- to the desk; and what they change later.

-- My own profile, locked; an empty row when there is none.
create function my_offer() returns data.volunteers language plpgsql security definer as $$
declare
	v data.volunteers;
begin
	select o.* into v from data.volunteers o where o.person_id = me() and o.community_id = here() for update;
	return v;
end $$;

-- A change to what was sent says so; a profile still being written is kept
-- without a word.
create function offer_saved(v data.volunteers, question text) returns answer language plpgsql security definer as $$
begin
	if v.person_id is null then
		return absent();
	end if;
	perform audit('volunteers_save', 'person', v.person_id, question);
	return done(question, case when v.agreed_at is not null then 'volunteers_saved_said' end);
end $$;

create function volunteers_new() returns answer language plpgsql security definer as $$
begin
	if me() is null then
		return absent();
	end if;
	insert into data.volunteers (person_id, community_id) values (me(), here()) on conflict do nothing;
	perform audit('volunteers_new', 'person', me());
	return done('skills');
end $$;

-- Which skills.  A new one begins at the lowest level; those that stay keep
-- theirs, and what a coordinator checked.
create function volunteers_skills(skills text[]) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	if v.person_id is null then
		return absent();
	elsif not exists (select from data.skills k where k.key = any (skills)) then
		perform refuse('volunteers_skills_given');
	end if;
	delete from data.volunteer_skills s where s.person_id = v.person_id and s.skill <> all (skills);
	insert into data.volunteer_skills (person_id, community_id, skill)
	select v.person_id, here(), k.key from data.skills k where k.key = any (skills) on conflict do nothing;
	return offer_saved(v, 'skills');
end $$;

-- How well: "laptops:2".  More than a coordinator saw has to be seen again.
create function volunteers_levels(levels text[]) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	if v.person_id is null then
		return absent();
	end if;
	update data.volunteer_skills s set level = w.level,
	    checked_by = case when w.level <= s.level then s.checked_by end,
	    checked_at = case when w.level <= s.level then s.checked_at end,
	    checked_until = case when w.level <= s.level then s.checked_until end
	from (select split_part(l, ':', 1) as skill, max(split_part(l, ':', 2)::int) as level
	    from unnest(levels) l where l ~ '^[a-z_]+:[1-9]$' group by 1) w
	where s.person_id = v.person_id and s.skill = w.skill and s.level <> w.level;
	return offer_saved(v, 'levels');
end $$;

create function volunteers_languages(languages text[]) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	update data.volunteers o set languages = volunteers_languages.languages where o.person_id = v.person_id;
	return offer_saved(v, 'languages');
end $$;

-- how: afar, near or both.
create function volunteers_where(how text, town text, reach_km int) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
	typed text := case when how = 'afar' then '' else coalesce(town, '') end;
begin
	if v.person_id is null then
		return absent();
	elsif how <> 'afar' and typed = '' then
		perform refuse('volunteers_town_given');
	end if;
	update data.volunteers o set afar = how <> 'near', town = typed,
	    reach_km = case when how = 'afar' then 0 else coalesce(volunteers_where.reach_km, 10) end,
	    place_id = case when typed = o.town and o.place_id is not null and typed <> '' then o.place_id
	        else town_place(typed) end
	where o.person_id = v.person_id;
	return offer_saved(v, 'where');
end $$;

-- Which of the towns of that name; null: none of them.
create function volunteers_place(place int) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	if v.person_id is null then
		return absent();
	elsif place is not null and place not in (select p.id from towns_like(v.town) p) then
		perform refuse('volunteers_place_offered');
	end if;
	update data.volunteers o set place_id = place where o.person_id = v.person_id;
	return offer_saved(v, 'place');
end $$;

create function volunteers_hours(hours text[]) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	update data.volunteers o set hours = volunteers_hours.hours where o.person_id = v.person_id;
	return offer_saved(v, 'hours');
end $$;

create function volunteers_capacity(capacity int) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	update data.volunteers o set capacity = volunteers_capacity.capacity where o.person_id = v.person_id;
	return offer_saved(v, 'capacity');
end $$;

create function volunteers_words(words text) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	update data.volunteers o set words = coalesce(volunteers_words.words, '') where o.person_id = v.person_id;
	return offer_saved(v, 'words');
end $$;

-- Own interests: a firm, a product, a group.
create function volunteers_interests(interests text) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	update data.volunteers o set interests = coalesce(volunteers_interests.interests, '') where o.person_id = v.person_id;
	return offer_saved(v, 'interests');
end $$;

-- The profile goes to the desk; after a no it can come again.
create function volunteers_send(agreed bool) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
	person text := (select p.ref from data.people p where p.id = v.person_id);
begin
	if v.person_id is null then
		return absent();
	elsif v.agreed_at is not null and v.state <> 'declined' then
		return lost('volunteers_send_lost', 'profile');
	elsif not coalesce(agreed, false) then
		perform refuse('volunteers_agreed');
	elsif not exists (select from data.volunteer_skills s where s.person_id = v.person_id) then
		perform refuse('volunteers_skills_given');
	end if;
	update data.volunteers o set state = 'new', agreed_at = app_now(), reason = '', next_step = '',
	    vetted_by = null, vetted_at = null where o.person_id = v.person_id;
	perform promise('vet_volunteer', null, null, null, null, person);
	perform audit('volunteers_send', 'person', v.person_id, v.state);
	perform mail_desk('volunteer_new', jsonb_build_object('person', person));
	return done('profile');
end $$;

-- A break: up to and with that day.
create function volunteers_pause(until date) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	if v.person_id is null or v.agreed_at is null then
		return absent();
	elsif until < local_today() or until > local_today() + 730 then
		perform refuse('volunteers_paused_until_ahead');
	end if;
	update data.volunteers o set paused_until = until where o.person_id = v.person_id;
	perform audit('volunteers_pause', 'person', v.person_id);
	return done('profile', 'volunteers_pause_said');
end $$;

create function volunteers_resume() returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
begin
	if v.person_id is null or v.agreed_at is null then
		return absent();
	end if;
	update data.volunteers o set paused_until = null where o.person_id = v.person_id;
	perform audit('volunteers_resume', 'person', v.person_id);
	return done('profile', 'volunteers_resume_said');
end $$;

-- Something that was learned; a coordinator looks at it later.
create function credentials_new(kind text, title text, issuer text) returns answer language plpgsql security definer as $$
declare
	v data.volunteers := my_offer();
	c bigint;
begin
	if v.person_id is null then
		return absent();
	elsif (select count(*) from data.credentials o where o.person_id = v.person_id) >= 10 then
		perform refuse('credentials_ten');
	end if;
	insert into data.credentials (community_id, person_id, kind, title, issuer)
	values (here(), v.person_id, credentials_new.kind, credentials_new.title, coalesce(credentials_new.issuer, '')) returning id into c;
	perform audit('credentials_new', 'credential', c);
	return done('credentials', 'credentials_new_said');
end $$;

create function credentials_remove(credential text) returns answer language plpgsql security definer as $$
declare
	c data.credentials;
begin
	select * into c from data.credentials o where o.ref = credential and o.person_id = me() and o.community_id = here() for update;
	if c.id is null then
		return absent();
	elsif c.state = 'checked' then
		return lost('credentials_remove_lost', 'credentials');
	end if;
	delete from data.credentials o where o.id = c.id;
	perform audit('credentials_remove', 'credential', c.id);
	return done('credentials', 'credentials_remove_said');
end $$;
