-- What every deed shares: the visit, the operation, trail, mail, promises.
-- Created in the schema of this release; zz_owner.sql gives all functions
-- that are security definer their owner and their search path.

-- Opens a visit: finds the login, sets the identity for this transaction.
-- A GET becomes read only.  Refused: a verdict and no identity on GET; on
-- POST it raises, so that nothing after it happens.  A login that still waits
-- for its second step is half: somebody at HALF, nobody elsewhere.
-- Belongs to nocape_guard (zz_owner.sql).  One query does it all: every visit
-- pays for it, and most of its cost is setting a query up.
create function visit(community text, login text, who text, method text, operation text, body text, visit_id text,
    fresh bool default false, out verdict text, out half bool, out person_ref text, out name text, out first_name text,
    out desk bool, out volunteer bool, out vetted bool, out in_group bool, out community_name text,
    out community_key text, out zone text, out zone_label text, out phone text, out phone_hours text, out today date)
language plpgsql security definer as $$
declare
	login_id bigint;
	set_ text;
begin
	select case when v.may and v.stale then 'stale' when v.may then 'ok' when v.half then 'half' when v.barred then 'barred'
	        when v.person is null then 'sign_in' else 'refused' end, coalesce(v.half, false),
	    case when v.known then v.ref end, case when v.known then v.name end, case when v.known then split_part(v.name, ' ', 1) end,
	    coalesce(v.whole and v.desk, false), coalesce(v.whole and v.volunteer, false), coalesce(v.whole and v.vetted, false),
	    coalesce(v.whole and v.in_group, false), v.community_name, v.key,
	    v.zone, v.zone_label, v.phone, v.phone_hours, (v.now_ at time zone v.zone)::date,
	    case when v.may and v.seen_at < v.now_ - interval '5 minutes' then v.login_id end,
	    set_config('app.community', v.id::text, true) || set_config('app.zone', v.zone, true)
	    || set_config('app.visit', visit_id, true) || set_config('app.login', visit.login, true)
	    || set_config('app.ahead', v.ahead::text, true)
	    || case when v.may and v.known and not v.stale then set_config('app.person', v.person::text, true)
	        || set_config('app.desk', case when v.whole and v.desk then 't' else 'f' end, true)
	        || set_config('app.volunteer', case when v.whole and v.vetted then 't' else 'f' end, true)
	        || case when v.kept_apart then set_config('app.apart', 't', true) else '' end end
	into verdict, half, person_ref, name, first_name, desk, volunteer, vetted, in_group, community_name, community_key, zone,
	    zone_label, phone, phone_hours, today, login_id, set_
	-- offset 0: worked out once, and not wherever it is used
	from (select k.*, l.*, l.whole and l.person is not null or l.half and who = 'HALF' as known,
	    coalesce(visit.fresh and l.proved_at <= k.now_ - interval '10 minutes', false) as stale,
	    case who when 'OPEN' then true when 'GUEST' then true when 'CAPABILITY' then true
	        when 'HALF' then l.person is not null
	        when 'MEMBER' then l.whole and l.person is not null
	        when 'GROUP' then l.whole and l.in_group
	        when 'VOLUNTEER' then l.whole and l.volunteer
	        when 'DESK' then l.whole and l.desk
	        when 'BARRED' then l.whole and l.person is not null else false end as may
	    from (select c.id, c.name as community_name, c.key, c.zone, c.zone_label, c.phone, c.phone_hours,
	            t.ahead, transaction_timestamp() + t.ahead as now_
	        from data.communities c, data.clock t where c.key = visit.community) k
	    left join lateral (select h.*, h.factor <> '' or not (h.has_factor or h.desk) as whole, h.factor = '' and (h.has_factor or h.desk) as half
	        from (select g.id as login_id, g.seen_at, g.factor, g.proved_at, p.state = 'suspended' as barred,
	            -- who is suspended is nobody, but on the page that says so and on the way there
	            case when p.state = 'active' or who = 'BARRED' or who = 'HALF' and g.factor = '' and p.has_factor then p.id end as person,
	            p.ref, p.name, p.has_factor, p.kept_apart, p.state = 'active' and exists (select from data.coordinators d where d.person_id = p.id) as desk,
	            p.state = 'active' and w.person_id is not null as volunteer,
	            p.state = 'active' and coalesce(w.state = 'vetted', false) as vetted, p.state = 'active'
	            and exists (select from data.memberships m where m.person_id = p.id and m.left_at is null) as in_group
	        from data.logins g join data.people p on p.id = g.person_id
	        left join data.volunteers w on w.person_id = p.id
	        where visit.login <> '' and g.token_hash = visit.login and g.community_id = k.id and g.ended_at is null
	        and g.ends_at > k.now_ and g.seen_at > k.now_ - g.idle and p.state <> 'erased' offset 0) h) l on true
	    offset 0) v;
	if not found then
		raise exception 'no community %', visit.community;
	end if;
	-- Skipped while a deed of the same login holds it: reads share a
	-- connection, and must not wait there.  A deed would hold it until its end,
	-- before all else; the page that follows comes for it.
	if login_id is not null and method <> 'POST' then
		update data.logins set seen_at = data.app_now()
		where id = (select o.id from data.logins o where o.id = login_id for no key update skip locked);
	end if;
	if method = 'POST' then
		if verdict = 'sign_in' then
			raise exception using errcode = 'NC401', message = 'sign in';
		elsif verdict = 'half' then
			raise exception using errcode = 'NC403', message = 'the second step is missing';
		elsif verdict = 'stale' then
			raise exception using errcode = 'NC428', message = 'prove who you are first';
		elsif verdict = 'barred' then
			raise exception using errcode = 'NC423', message = 'suspended';
		elsif verdict = 'refused' then
			raise exception using errcode = 'NC404', message = 'not yours';
		elsif operation <> '' then
			perform begin_operation(operation, body);
		end if;
	else
		-- assigned, not performed: an assignment runs no query
		set_ := set_config('transaction_read_only', 'on', true);
	end if;
end $$;

-- The first to send a form goes on; a second waits for it, then raises NC200
-- with the first one's answer.
create function begin_operation(operation text, body text) returns void language plpgsql security definer as $$
declare
	o data.operations;
begin
	insert into data.operations (community_id, person_id, operation, body_hash)
	values (here(), coalesce(me(), 0), begin_operation.operation, body) on conflict do nothing;
	if found then
		perform set_config('app.operation', begin_operation.operation || body, true);
		return;
	end if;
	select * into o from data.operations p
	where p.operation = begin_operation.operation and p.body_hash = body and p.person_id = coalesce(me(), 0);
	raise exception using errcode = 'NC200', message = 'repeat',
	    detail = concat_ws('|', coalesce(o.answer, 'done'), coalesce(o.ref, ''), coalesce(o.said, ''));
end $$;

-- Who was erased while their deed was under way has not done it: as for a
-- login that has ended.  Asked last, so that it waits behind nobody's locks: an
-- erase either waits for us and takes what we did along, or was before us.
create function still_here() returns void language plpgsql security definer as $$
begin
	if me() is not null then
		perform from data.people p where p.id = me() and p.state <> 'erased' for key share;
		if not found then
			raise exception using errcode = 'NC410', message = 'gone';
		end if;
	end if;
end $$;

-- Ends a deed: keeps its answer for a form that is sent again.  A deed that
-- was done and left no row of the trail has not happened.
create function finish(result answer) returns answer language plpgsql security definer as $$
begin
	if result.answer = 'done' and coalesce(current_setting('app.audited', true), '') = '' then
		raise exception 'a deed without a row of the trail';
	end if;
	if coalesce(current_setting('app.operation', true), '') <> '' then
		update data.operations set answer = result.answer, ref = result.ref, said = result.said
		where operation || body_hash = current_setting('app.operation', true) and person_id = coalesce(me(), 0)
		and operation = left(current_setting('app.operation', true), 32);
	end if;
	perform still_here();
	return result;
end $$;

-- One row of the trail; `why` is a word of the program, never of a person.
create function audit(deed text, kind text, subject bigint, why text default '') returns void
language sql security definer as $$
	insert into data.audit (community_id, person_id, role, deed, kind, subject_id, why, visit)
	values (here(), me(), case when at_desk() then 'coordinator' when me() is null then 'guest'
	    else 'member' end, audit.deed, audit.kind, subject, audit.why, coalesce(current_setting('app.visit', true), ''));
	select set_config('app.audited', 't', true)
$$;

-- A mail to a person; `about` holds references only.  thread: the request's
-- ref, so that all mails of a request stand in one thread.  Somebody suspended
-- is told about the suspension, and nothing else.
create function mail(kind text, person bigint, about jsonb default '{}', thread text default '') returns void
language sql security definer as $$
	insert into data.outbox (community_id, kind, person_id, about, thread)
	select here(), mail.kind, p.id, mail.about, mail.thread from data.people p
	where p.id = person and p.community_id = here()
	and (p.state = 'active' or (p.state = 'suspended' and mail.kind like 'suspension%'))
$$;
create function mail_group(kind text, grp bigint, about jsonb default '{}', thread text default '') returns void
language sql security definer as $$
	select mail(mail_group.kind, m.person_id, mail_group.about, mail_group.thread)
	from data.memberships m where m.group_id = grp and m.left_at is null order by m.person_id
$$;
create function mail_desk(kind text, about jsonb default '{}', thread text default '') returns void
language sql security definer as $$
	select mail(mail_desk.kind, k.person_id, mail_desk.about, mail_desk.thread)
	from data.coordinators k where k.community_id = here() order by k.person_id
$$;

-- The date n working days (Monday to Friday) after today, in the
-- community's zone.
create function working_days(n int) returns date language plpgsql stable as $$
declare
	today date := local_today();
	weekday int := extract(isodow from today);
	-- counted from Friday on a weekend; Monday is 0
	since int := least(weekday, 5) - 1;
begin
	return today - (weekday - 1 - since) + greatest(n, 1) + (since + greatest(n, 1)) / 5 * 2;
end $$;
-- How many working days the community gives for a kind of promise.
create function promise_days(kind text) returns int language plpgsql stable security definer as $$
begin
	return (select coalesce((c.promises ->> promise_days.kind)::int, 3) from data.communities c where c.id = here());
end $$;

-- A next step with an owner: exactly one of person, grp, or the desk (both
-- null).  due: null takes the community's period for the kind.
create function promise(kind text, request bigint, match bigint, person bigint, grp bigint, subject text,
    due date default null) returns void language sql security definer as $$
	insert into data.promises (community_id, kind, request_id, match_id, person_id, group_id, desk, subject_ref, due_on)
	values (here(), promise.kind, request, match, person, grp, person is null and grp is null, subject,
	    coalesce(due, working_days(promise_days(promise.kind))))
$$;
-- The step was taken (becomes 'kept') or is no longer needed ('moved').
create function keep(kind text, subject text, becomes text default 'kept') returns void
language sql security definer as $$
	update data.promises p set state = becomes, ended_at = app_now()
	where p.kind = keep.kind and p.subject_ref = subject and p.state = 'due' and p.community_id = here()
$$;

-- What a promise is about, in one word: to suggest times is one thing, to be
-- there on the day that was fixed another.
create function step_of(kind text, subject text) returns text language plpgsql stable security definer as $$
begin
	if step_of.kind = 'appointment' and exists (select from data.appointments a where a.ref = subject) then
		return 'appointment_day';
	end if;
	return step_of.kind;
end $$;

create function in_group(grp bigint) returns bool language plpgsql stable security definer as $$
begin
	return exists (select from data.memberships m where m.group_id = grp and m.person_id = me() and m.left_at is null);
end $$;

-- A time as the community reads it; pages say weekday, date, time and zone.
create function local(at timestamptz) returns text language sql stable as $$
	select to_char(at at time zone coalesce(nullif(current_setting('app.zone', true), ''), 'UTC'), 'YYYY-MM-DD HH24:MI')
$$;
-- The day it is in the community.
create function local_today() returns date language sql stable as $$
	select (app_now() at time zone current_setting('app.zone'))::date
$$;
-- A local date and time ('2026-11-26', '18:30') as an instant.
create function instant(day text, at text) returns timestamptz language sql stable as $$
	select (day || ' ' || at)::timestamp at time zone current_setting('app.zone')
$$;

-- A person put right what a deed refuses: shown at the field the .say file names.
create function refuse(constraint_name text) returns void language plpgsql as $$
begin
	raise exception using errcode = 'check_violation', constraint = constraint_name, message = constraint_name;
end $$;

-- Kilometres between two towns, over the sphere (haversine, radius 6371 km).
create function km(a int, b int) returns int language sql stable as $$
	select round(2 * 6371 * asin(sqrt(sin(radians(q.latitude - p.latitude) / 2) ^ 2
	    + cos(radians(p.latitude)) * cos(radians(q.latitude)) * sin(radians(q.longitude - p.longitude) / 2) ^ 2)))::int
	from data.places p, data.places q where p.id = a and q.id = b
$$;

-- How many matches and waiting claims a volunteer holds, against capacity.
create function held(person bigint) returns int language plpgsql stable security definer as $$
begin
	return (select count(*) from data.matches where person_id = person and state not in ('released', 'confirmed', 'closed'))::int
	    + (select count(*) from data.claims where person_id = person and state = 'waiting')::int;
end $$;

-- The steward renders a mail as its recipient.
create function visit_as(community bigint, person bigint) returns void language plpgsql security definer as $$
begin
	perform set_config('app.community', visit_as.community::text, true), set_config('app.person', coalesce(person::text, ''), true);
	perform set_config('app.zone', c.zone, true) from data.communities c where c.id = visit_as.community;
	perform set_config('app.desk', case when exists (select from data.coordinators k where k.person_id = person) then 't' else 'f' end, true),
	    set_config('app.volunteer', case when exists (select from data.volunteers v where v.person_id = person and v.state = 'vetted') then 't' else 'f' end, true),
	    set_config('app.apart', case when exists (select from data.people p where p.id = person and p.kept_apart) then 't' else 'f' end, true);
end $$;

-- What was typed when the login had ended; false when too many came from
-- one place.
create function keep_form(browser text, path text, body text, client text) returns bool language plpgsql security definer as $$
begin
	if not limit_try('forms kept from ' || client, 50, '5 minutes') then
		return false;
	end if;
	insert into data.kept_forms (browser_hash, community_id, path, body) values (browser, here(), keep_form.path, keep_form.body)
	on conflict (browser_hash) do update set path = excluded.path, body = excluded.body, kept_at = app_now(),
	    community_id = excluded.community_id;
	return true;
end $$;
create function kept_form(browser text) returns table (path text, body text) language sql stable security definer as $$
	select k.path, k.body from data.kept_forms k
	where k.browser_hash = browser and k.community_id = here() and k.kept_at > app_now() - interval '1 hour'
$$;

-- What was kept for a while is forgotten when its time is over: forms after
-- an hour, counted tries and unused codes after a day (sql/views/retention.sql
-- does the rest).
-- Run by the steward, in every community in turn.
create function forget() returns void language plpgsql security definer as $$
declare
	c record;
begin
	delete from data.tries l where l.ends_at < app_now() - interval '1 day';
	-- what the release before counted
	delete from data.limits l where l.window_start < app_now() - interval '2 days';
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		delete from data.kept_forms k where k.kept_at < app_now() - interval '1 hour' and k.community_id = c.id;
		delete from data.challenges h where h.spent_at < app_now() - interval '1 day' and h.community_id = c.id;
		delete from data.sign_ins s where s.used_at is null and s.vault = '' and s.ends_at < app_now() - interval '1 day' and s.community_id = c.id;
		update data.member_invitations i set state = 'lapsed' where i.state = 'sent'
		and i.asked_at <= app_now() - interval '30 days' and i.community_id = c.id;
		delete from data.mailed_codes m where m.ends_at < app_now() - interval '1 day' and m.community_id = c.id;
		delete from data.totps t where t.state = 'offered' and t.created_at < app_now() - interval '1 day' and t.community_id = c.id;
		delete from data.address_changes a where a.ends_at < app_now() - interval '1 day' and a.community_id = c.id;
		delete from data.known_browsers b where b.seen_at < app_now() - interval '400 days' and b.community_id = c.id;
	end loop;
end $$;

-- What a page needs to open a sealed value, in one text: where it stands, whose
-- it is, and itself.  Place and subject come from the query, so that a value
-- that was moved does not open.  Inlined.
create function envelope(place text, subject text, sealed text) returns text language sql immutable
	return case when sealed = '' then '' else place || '|' || subject || '|' || sealed end;
