-- Reports: told in confidence, looked at by somebody who has no part in it,
-- and ended with words.  The person it is about is told nothing by any of it.

-- Where a report starts: a match, a message or a request that I see from one
-- of its sides.  A coordinator at the desk sees it otherwise, and starts none.
create function report_from(what text, subject text) returns table (request_id bigint, match_id bigint, about_id bigint,
    copy text, copied_from timestamptz, title text)
language plpgsql stable security definer as $$
begin
	if what = 'match' then
		return query select m.request_id, m.id, null::bigint, ''::text, null::timestamptz, t.title
		from data.matches m join data.tasks t on t.id = m.task_id
		where m.ref = subject and m.community_id = here() and m.id in (select my_matches());
	elsif what = 'message' then
		return query select x.request_id, x.match_id, x.author_id, x.body, x.created_at, r.title
		from data.messages x join data.requests r on r.id = x.request_id
		where x.ref = subject and x.community_id = here() and x.author_id <> me()
		and (x.match_id in (select my_matches()) or (x.match_id is null and r.group_id in (select my_groups())));
	else
		return query select r.id, null::bigint, null::bigint, ''::text, null::timestamptz, r.title from data.requests r
		where r.ref = subject and r.community_id = here() and r.sent_at is not null and r.group_id in (select my_groups());
	end if;
end $$;

-- Whom it may be about: the other side, as somebody of mine sees it.
create function report_people(what text, subject text) returns table (id bigint, ref text, name text, role text)
language sql stable security definer as $$
	with f as (select * from report_from(what, subject)),
	who as (
		select f.about_id as id from f where f.about_id is not null
		union select m.person_id from f join data.matches m on m.request_id = f.request_id
		where f.about_id is null and (f.match_id is null or m.task_id = (select x.task_id from data.matches x where x.id = f.match_id))
		union select s.person_id from f join data.requests r on r.id = f.request_id join data.memberships s on s.group_id = r.group_id
		where f.about_id is null and f.match_id is not null and not in_group(r.group_id)
		union select x.author_id from f join data.messages x on x.request_id = f.request_id and x.match_id is null
		join data.coordinators k on k.person_id = x.author_id where f.about_id is null and f.match_id is null
	)
	select p.id, p.ref, p.name, case when exists (select from data.coordinators k where k.person_id = p.id) then 'coordinator'
	    when exists (select from f join data.matches m on m.request_id = f.request_id where m.person_id = p.id) then 'volunteer'
	    else 'group' end
	from who join data.people p on p.id = who.id where p.id <> me() and p.state <> 'erased' order by p.name, p.id limit 20
$$;

-- Whether anybody without a part in it could look at it, by that way.
create function report_readers(r data.reports) returns setof bigint language sql stable security definer as $$
	select p.id from data.people p where p.community_id = here() and p.state = 'active' and report_apart(r, p.id)
	and case r.way when 'desk' then exists (select from data.coordinators k where k.person_id = p.id)
	    when 'safeguarding' then exists (select from data.safeguarders s where s.person_id = p.id) else false end
	order by p.id
$$;

-- The ways that stand open, before it is written whom it is about; only: the
-- one coordinator there is, when it could be about that one.
create function report_ways(what text, subject text) returns table (desk bool, trusted bool, safeguarding bool,
    trusted_role text, emergency_phone text, only_coordinator text)
language plpgsql stable security definer as $$
declare
	r data.reports;
begin
	select me(), f.about_id, f.request_id, f.match_id into r.author_id, r.about_id, r.request_id, r.match_id
	from report_from(what, subject) f;
	r.way := 'desk';
	desk := exists (select from report_readers(r));
	r.way := 'safeguarding';
	safeguarding := exists (select from report_readers(r));
	select c.trusted_mail <> '', c.trusted_role, c.emergency_phone into trusted, trusted_role, emergency_phone
	from data.communities c where c.id = here();
	r.way := 'desk';
	select p.name into only_coordinator from report_people(what, subject) p
	where p.role = 'coordinator' and (select count(*) from report_readers(r)) = 1 and p.id in (select report_readers(r));
	return next;
end $$;

-- The link for somebody past the coordinators: 128 random bits, of which a
-- hash is kept, for this one report; a new one ends the one before.
create function report_right(r data.reports) returns void language plpgsql security definer as $$
declare
	link text := left(encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), 32);
begin
	update data.reports x set right_hash = encode(sha256(convert_to(link, 'UTF8')), 'hex'),
	    right_ends_at = app_now() + interval '90 days' where x.id = r.id;
	insert into data.outbox (community_id, kind, address, about, secret)
	select here(), 'report_trusted', coalesce(substring(c.trusted_mail from '<([^>]+)>'), c.trusted_mail), '{}', link
	from data.communities c where c.id = here();
end $$;

create function report_told(r data.reports) returns void language plpgsql security definer as $$
begin
	if r.way = 'trusted' then
		perform report_right(r);
	else
		perform mail(case r.way when 'desk' then 'report_new' else 'report_safeguarding' end, x, jsonb_build_object('report', r.ref))
		from report_readers(r) x;
	end if;
end $$;

create function reports_new(what text, subject text, about text, kind text, words text, way text) returns answer
language plpgsql security definer as $$
declare
	f record;
	r data.reports;
begin
	select * into f from report_from(what, subject);
	if not found then
		return absent();
	end if;
	perform limit_hold('reports by ' || me(), 10, '1 hour');
	r.community_id := here();
	r.author_id := me();
	r.about_id := f.about_id;
	if r.about_id is null and about not in ('', 'unknown') then
		select p.id into r.about_id from report_people(what, subject) p where p.ref = about;
		if r.about_id is null then
			perform refuse('reports_about_known');
		end if;
	end if;
	r.request_id := f.request_id;
	r.match_id := f.match_id;
	r.way := reports_new.way;
	if r.way = 'trusted' and not exists (select from data.communities c where c.id = here() and c.trusted_mail <> '') then
		perform refuse('reports_way_known');
	elsif r.way <> 'trusted' and not exists (select from report_readers(r)) then
		perform refuse('reports_way_apart');
	end if;
	insert into data.reports (community_id, author_id, about_id, request_id, match_id, kind, words, copy, copied_from, way, look_by)
	values (here(), me(), r.about_id, r.request_id, r.match_id, reports_new.kind, reports_new.words, f.copy, f.copied_from,
	    r.way, working_days(2)) returning * into r;
	perform audit('reports_new', 'report', r.id, r.way);
	perform report_told(r);
	return done(r.ref);
end $$;

-- Locked, when I look after it.
create function report_mine(report text) returns data.reports language plpgsql security definer as $$
declare
	r data.reports;
begin
	select x.* into r from data.reports x where x.ref = report and x.community_id = here() and x.id in (select my_reports()) for update;
	return r;
end $$;

create function report_looked(r data.reports) returns void language plpgsql security definer as $$
begin
	update data.reports x set state = 'looked_at', looked_by = me(), looked_at = app_now() where x.id = r.id and x.state = 'sent';
	if found then
		perform audit('reports_look', 'report', r.id, r.way);
	end if;
end $$;

-- Its ending: whoever told it reads the words.  A right to it has done its work.
create function report_decided(r data.reports, words text) returns void language plpgsql security definer as $$
begin
	perform report_looked(r);
	update data.reports x set state = 'decided', decision = report_decided.words, decided_by = me(), decided_at = app_now(),
	    right_ends_at = app_now() where x.id = r.id;
	perform audit('reports_decide', 'report', r.id, r.way);
	perform mail('report_ended', r.author_id, jsonb_build_object('report', r.ref));
end $$;

create function reports_look(report text) returns answer language plpgsql security definer as $$
declare
	r data.reports := report_mine(report);
begin
	if r.id is null then
		return absent();
	elsif r.state <> 'sent' then
		return lost('reports_look_lost', r.ref);
	end if;
	perform report_looked(r);
	return done(r.ref, 'reports_looked_said');
end $$;

create function reports_decide(report text, words text) returns answer language plpgsql security definer as $$
declare
	r data.reports := report_mine(report);
begin
	if r.id is null then
		return absent();
	elsif r.state = 'decided' then
		return lost('reports_decide_lost', r.ref);
	end if;
	perform report_decided(r, words);
	return done(r.ref, 'reports_decided_said');
end $$;

-- Who holds the link acts as nobody: whoever is signed in there does not count.
create function report_by_right(key text) returns data.reports language plpgsql security definer as $$
declare
	r data.reports;
begin
	perform set_config('app.person', '', true), set_config('app.desk', 'f', true);
	select x.* into r from data.reports x where x.right_hash = encode(sha256(convert_to(key, 'UTF8')), 'hex')
	and x.community_id = here();
	return r;
end $$;

-- The state of what a link leads to: no row when it leads nowhere.
create function report_right_state(key text) returns table (state text, decided bool) language plpgsql stable security definer as $$
begin
	return query select case when r.right_ends_at > app_now() then 'open' else 'closed' end, r.state = 'decided'
	from data.reports r where r.right_hash = encode(sha256(convert_to(key, 'UTF8')), 'hex') and r.community_id = here();
end $$;

create function reports_trusted_decide(key text, words text) returns answer language plpgsql security definer as $$
declare
	visitor text := coalesce(current_setting('app.person', true), '');
	r data.reports := report_by_right(key);
	ended bool := false;
begin
	select x.* into r from data.reports x where x.id = r.id for update;
	if r.right_ends_at > app_now() and r.state <> 'decided' then
		perform report_decided(r, words);
		ended := true;
	end if;
	-- The form's operation hangs on who sent it, however it ends.
	perform set_config('app.person', visitor, true);
	if r.id is null then
		return absent();
	elsif not ended then
		return lost('reports_trusted_lost', key);
	end if;
	return done(key, 'reports_trusted_said');
end $$;

-- A report as whoever may read it reads it: its author, who looks after it,
-- or (r.id by right) who holds the link.
create function report_seen(of_id bigint) returns table (id bigint, ref text, mine bool, reader bool, kind text, words text,
    copy text, copied_from text, way text, state text, look_by date, created_at text, author text, about text, about_ref text,
    looked_by text, decision text, decided_at text, title text, group_name text, match_ref text, request_ref text,
    trusted_role text, emergency_phone text, urgent bool)
language sql stable security definer as $$
	select r.id, r.ref, r.author_id = me(), r.author_id is distinct from me(), r.kind, r.words, r.copy, local(r.copied_from), r.way,
	    r.state, r.look_by, local(r.created_at), a.name, b.name, b.ref, l.name, r.decision, local(r.decided_at), q.title, g.name,
	    m.ref, q.ref, c.trusted_role, c.emergency_phone, r.kind in ('unsafe', 'at_risk') or r.way = 'safeguarding'
	from data.reports r join data.people a on a.id = r.author_id left join data.people b on b.id = r.about_id
	left join data.people l on l.id = r.looked_by join data.requests q on q.id = r.request_id join data.groups g on g.id = q.group_id
	left join data.matches m on m.id = r.match_id join data.communities c on c.id = r.community_id
	where r.id = of_id and r.community_id = here()
$$;
create function reports_seen(report text) returns table (id bigint, ref text, mine bool, reader bool, kind text, words text,
    copy text, copied_from text, way text, state text, look_by date, created_at text, author text, about text, about_ref text,
    looked_by text, decision text, decided_at text, title text, group_name text, match_ref text, request_ref text,
    trusted_role text, emergency_phone text, urgent bool)
language sql stable security definer as $$
	select s.* from data.reports r cross join lateral report_seen(r.id) s
	where r.ref = report and r.community_id = here() and (r.author_id = me() or r.id in (select my_reports()))
$$;

-- Opened with the button, not by a program that reads mail: looked at, and shown.
create function reports_trusted_open(key text) returns table (id bigint, ref text, mine bool, reader bool, kind text, words text,
    copy text, copied_from text, way text, state text, look_by date, created_at text, author text, about text, about_ref text,
    looked_by text, decision text, decided_at text, title text, group_name text, match_ref text, request_ref text,
    trusted_role text, emergency_phone text, urgent bool)
language plpgsql security definer as $$
declare
	r data.reports := report_by_right(key);
begin
	if r.right_ends_at > app_now() then
		if current_setting('transaction_read_only') = 'off' then
			perform report_looked(r);
		end if;
		return query select * from report_seen(r.id);
	end if;
end $$;

-- `nocape safeguarding`: verdict add or remove; what it answers is a word.
create function safeguarders_change(community text, address text, verdict text) returns text language plpgsql security definer as $$
declare
	who bigint;
begin
	perform visit_as((select k.id from data.communities k where k.key = community), null);
	select p.id into who from data.accounts a join data.people p on p.id = a.person_id
	where a.address = safeguarders_change.address::citext and a.community_id = here() and p.state = 'active';
	if who is null then
		return 'absent';
	elsif verdict = 'add' then
		insert into data.safeguarders (person_id, community_id) values (who, here()) on conflict do nothing;
	else
		delete from data.safeguarders s where s.person_id = who and s.community_id = here();
	end if;
	if not found then
		return 'lost';
	end if;
	perform audit('safeguarders_' || verdict, 'person', who, 'command line');
	return verdict;
end $$;

-- `nocape reports`: the link to one that went past the coordinators is sent
-- anew, or ended; nobody at the command line reads what it says.
create function reports_right_change(community text, report text, verdict text) returns text language plpgsql security definer as $$
declare
	r data.reports;
begin
	perform visit_as((select k.id from data.communities k where k.key = community), null);
	select x.* into r from data.reports x where x.ref = report and x.community_id = here() and x.way = 'trusted' for update;
	if r.id is null then
		return 'absent';
	elsif r.state = 'decided' then
		return 'lost';
	elsif verdict = 'send' then
		perform report_right(r);
	else
		update data.reports x set right_hash = null, right_ends_at = null where x.id = r.id;
	end if;
	perform audit('reports_' || verdict, 'report', r.id, 'command line');
	return verdict;
end $$;
