-- The second step: how far a login has come, codes from a phone, and recovery
-- codes.

-- Whether somebody has set one up.  Who adds another kind adds it here.
create function factor_there(person bigint) returns bool language plpgsql stable security definer as $$
begin
	return exists (select from data.totps t where t.person_id = person and t.state = 'on')
	    or exists (select from data.coordinators c where c.person_id = person)
	    and exists (select from data.passkeys k where k.person_id = person and k.stopped_at is null);
end $$;
-- What visit() reads; called by whatever adds or removes a second step.  Gates
-- ask factor_there(), which cannot be out of date.
create function factor_kept(person bigint) returns void language plpgsql security definer as $$
begin
	update data.people set has_factor = factor_there(person) where id = person;
end $$;
-- Whoever becomes a coordinator, or is one no more: a passkey counts for them
-- alone.  Asked by the operator's command.
create function coordinator_factor(of_community text, of_address text) returns void language plpgsql security definer as $$
begin
	perform visit_as(c.id, null) from data.communities c where c.key = of_community;
	perform factor_kept(a.person_id) from data.accounts a where a.address = of_address::citext and a.community_id = here();
end $$;
create function needs_factor(person bigint) returns bool language plpgsql stable security definer as $$
begin
	return exists (select from data.people p where p.id = person and p.has_factor)
	    or exists (select from data.coordinators c where c.person_id = person);
end $$;
-- Where a sign-in leads: by way of the second step for whoever needs one.
create function onward(person bigint, path text) returns text language plpgsql stable security definer as $$
declare
	there text := case when coalesce(path, '') in ('', '/') then home_of(person) else path end;
begin
	return case when needs_factor(person) then '/second-factor?next='
	    || replace(replace(replace(there, '&', '%26'), '#', '%23'), '+', '%2B') else there end;
end $$;

-- Second steps are changed by who took one, or has none yet: never between
-- the first step and the second.
create function factor_free() returns bool language plpgsql stable security definer as $$
begin
	return exists (select from data.logins l join data.people p on p.id = l.person_id
	    where l.id = login_id() and l.person_id = me() and (l.factor <> '' or not factor_there(me())));
end $$;

-- Whoever proved who they are goes on under a new id.  The old one is good for
-- ten seconds more and for no more than it was: a form that was sent twice
-- finds its first answer with it.
create function login_moved(token text, taken text default '') returns void language plpgsql security definer as $$
declare
	l data.logins;
begin
	select * into l from data.logins where id = login_id() and person_id = me() for update;
	insert into data.logins (community_id, person_id, token_hash, browser, idle, created_at, ends_at, factor, factor_at, proved_at)
	values (l.community_id, l.person_id, token, l.browser, l.idle, l.created_at, l.ends_at,
	    case when taken = '' then l.factor else taken end, case when taken = '' then l.factor_at else app_now() end, app_now());
	update data.logins set replaced_at = app_now(), ends_at = least(ends_at, app_now() + interval '10 seconds') where id = l.id;
end $$;
-- Whoever else is signed in as this person is no more.
create function logins_others_end(but text default '') returns int language plpgsql security definer as $$
declare
	n int;
begin
	update data.logins set ended_at = app_now() where person_id = me() and ended_at is null and token_hash <> but
	and id <> login_id();
	get diagnostics n = row_count;
	return n;
end $$;

create function factor_taken(token text, taken text, next text) returns answer language plpgsql security definer as $$
begin
	perform login_moved(token, taken);
	perform audit('factors_enter', 'person', me(), taken);
	return done(case when coalesce(next, '') in ('', '/') then home_of(me()) else next end);
end $$;

create function recovery_hash(code text) returns text language plpgsql stable security definer as $$
begin
	return (select code_hash(p.ref, upper(code)) from data.people p where p.id = me());
end $$;
create function recovery_left() returns int language plpgsql stable security definer as $$
begin
	return (select count(*) from data.recovery_codes c where c.person_id = me() and c.used_at is null and c.ended_at is null);
end $$;
create function factors_recover(code text, token text, next text) returns answer language plpgsql security definer as $$
begin
	update data.recovery_codes set used_at = app_now()
	where person_id = me() and code_hash = recovery_hash(code) and used_at is null and ended_at is null;
	if not found or not factor_there(me()) then
		perform refuse('recovery_codes_known');
	end if;
	perform limit_back('second steps of ' || me(), '10 minutes');
	perform mail('recovery_used', me());
	return factor_taken(token, 'recovery', next);
end $$;

