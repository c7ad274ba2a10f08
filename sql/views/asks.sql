-- Asking for help, one question at a time, saved as it goes.

-- The first question of a request that has no answer yet; 'check' when all have.
create function ask_missing(r data.requests) returns text language sql stable as $$
	select case when r.goal = '' then 'goal' when r.today = '' then 'today' when r.hurts = '' then 'hurts'
	    when r.affected = '' then 'affected' when r.since = '' then 'since' when r.uses = '' then 'uses'
	    when r.reach = '' then 'where' when r.hours = '{}' and r.hours_words = '' then 'hours'
	    when r.pressing = '' then 'pressing' when r.measure = '' then 'better' when r.title = '' then 'title'
	    else 'check' end
$$;

-- A draft begins; its place is the group's until somebody says otherwise.
create function asks_new(grp text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
	r data.requests;
begin
	if grp is null and (select count(*) from data.memberships m where m.person_id = me() and m.left_at is null
	    and m.community_id = here()) > 1 then
		perform refuse('requests_group_given');
	end if;
	select o.* into g from data.groups o join data.memberships m on m.group_id = o.id
	where m.person_id = me() and m.left_at is null and o.community_id = here() and o.ref = coalesce(grp, o.ref) for update of o;
	if g.id is null then
		return absent();
	elsif g.state = 'declined' then
		perform refuse('requests_group_declined');
	elsif (select count(*) from data.requests d where d.group_id = g.id and d.state = 'draft') >= 10 then
		perform refuse('requests_draft_many');
	end if;
	insert into data.requests (community_id, group_id, asked_by, town, place_id)
	values (here(), g.id, me(), g.town, g.place_id) returning * into r;
	perform audit('asks_new', 'request', r.id);
	return done(r.ref);
end $$;

-- My group's request, locked; an empty row when it is not there or not ours.
create function my_request(request text) returns data.requests language plpgsql security definer as $$
declare
	r data.requests;
begin
	select * into r from data.requests q where q.ref = request and q.community_id = here() for update;
	if r.id is null or not in_group(r.group_id) then
		return null;
	end if;
	return r;
end $$;

-- Keeps the answer to one question: a draft's, or of a story that is still
-- being looked at.  Fields of other questions stay as they are, and so does
-- a needed one that came empty ("come back later").
create function asks_save(request text, question text, goal text, today text, hurts text, affected text, since text,
    tried text, uses text, reach text, town text, hours text[], hours_words text, pressing text, pressing_words text,
    wanted_by date, measure text, measure_now text, title text)
returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
	q constant text := asks_save.question;
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('draft', 'sent', 'question', 'open') then
		return lost('asks_save_lost', r.ref);
	elsif q = 'where' and asks_save.reach <> 'afar' and coalesce(asks_save.town, '') = '' then
		perform refuse('requests_town_given');
	elsif q = 'pressing' and asks_save.pressing = 'date' and asks_save.wanted_by is null
	    and coalesce(asks_save.pressing_words, '') = '' then
		perform refuse('requests_wanted_by_given');
	elsif q = 'pressing' and asks_save.pressing = 'date' and asks_save.wanted_by < local(app_now())::date then
		perform refuse('requests_wanted_by_ahead');
	end if;
	if q = 'since' then
		update data.requests o set since = coalesce(asks_save.since, o.since), tried = coalesce(asks_save.tried, '') where o.id = r.id;
	elsif q = 'where' then
		update data.requests o set reach = coalesce(asks_save.reach, o.reach), town = coalesce(asks_save.town, ''),
		    place_id = case when o.town = coalesce(asks_save.town, '') and o.place_id is not null then o.place_id
		        else town_place(coalesce(asks_save.town, '')) end where o.id = r.id;
	elsif q = 'hours' then
		update data.requests o set hours = coalesce(asks_save.hours, '{}'),
		    hours_words = coalesce(asks_save.hours_words, '') where o.id = r.id;
	elsif q = 'pressing' then
		update data.requests o set pressing = coalesce(asks_save.pressing, o.pressing), pressing_words = coalesce(asks_save.pressing_words, ''),
		    wanted_by = case when asks_save.pressing = 'date' then asks_save.wanted_by end where o.id = r.id;
	elsif q = 'better' then
		update data.requests o set measure = coalesce(asks_save.measure, o.measure), measure_now = coalesce(asks_save.measure_now, '')
		where o.id = r.id;
	else
		update data.requests o set
		    goal = case q when 'goal' then coalesce(asks_save.goal, o.goal) else o.goal end,
		    today = case q when 'today' then coalesce(asks_save.today, o.today) else o.today end,
		    hurts = case q when 'hurts' then coalesce(asks_save.hurts, o.hurts) else o.hurts end,
		    affected = case q when 'affected' then coalesce(asks_save.affected, o.affected) else o.affected end,
		    uses = case q when 'uses' then coalesce(asks_save.uses, o.uses) else o.uses end,
		    title = case q when 'title' then coalesce(asks_save.title, o.title) else o.title end
		where o.id = r.id;
	end if;
	return asks_changed(r, q);
end $$;

-- A draft changes silently; a story that was sent shows that it did.
create function asks_changed(r data.requests, question text) returns answer language plpgsql security definer as $$
begin
	perform audit('asks_save', 'request', r.id, question);
	if r.state = 'draft' then
		return done(r.ref);
	end if;
	update data.requests o set changed_at = app_now() where o.id = r.id;
	return done(r.ref, 'requests_changed_said');
end $$;

-- Which of the towns of that name; null: none of them.
create function asks_place(request text, place int) returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.state not in ('draft', 'sent', 'question', 'open') then
		return lost('asks_save_lost', r.ref);
	elsif place is not null and place not in (select p.id from towns_like(r.town) p) then
		perform refuse('requests_place_offered');
	end if;
	update data.requests o set place_id = place where o.id = r.id;
	return asks_changed(r, 'where');
end $$;

-- The whole story goes to the coordinators.
create function asks_send(request text) returns answer language plpgsql security definer as $$
declare
	r data.requests := my_request(request);
begin
	if r.id is null then
		return absent();
	elsif r.state <> 'draft' then
		return lost('asks_send_lost', r.ref);
	elsif ask_missing(r) <> 'check' then
		perform refuse('requests_sent_whole');
	elsif exists (select from data.groups g where g.id = r.group_id and g.state = 'declined') then
		perform refuse('requests_group_declined');
	end if;
	perform requests_arrive(r, 'asks_send');
	return done(r.ref);
end $$;
