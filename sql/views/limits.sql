-- How often something may be done: tries counted under a key, in windows that
-- begin with the first.

-- Counts a try; or says how many seconds to wait, and counts nothing.  After
-- the free ones each try makes the next wait 1, 2, 4 ... seconds, at most cap;
-- after the last, until the window ends.  The key is hashed, so that no
-- address stands in the table.
create function limit_wait(what text, most int, window_length interval, free int default 1000000, cap int default 3600)
returns int language plpgsql security definer as $$
declare
	hashed text := encode(sha256(convert_to(here() || ' ' || what, 'UTF8')), 'hex');
	now_ timestamptz := app_now();
	l data.tries;
	seconds int;
begin
	insert into data.tries (key, began_at, ends_at, next_at, tries) values (hashed, now_, now_ + window_length, '-infinity', 0)
	on conflict do nothing;
	select * into l from data.tries k where k.key = hashed for update;
	-- Whoever waited for the row began before the one that held it: then
	-- began_at is a little ahead, and the window is still the same.
	if l.ends_at <= now_ or l.began_at > now_ + interval '1 minute' then
		l.began_at := now_;
		l.ends_at := now_ + window_length;
		l.next_at := '-infinity';
		l.tries := 0;
	end if;
	if l.next_at > now_ then
		seconds := ceil(extract(epoch from l.next_at - now_));
		perform set_config('app.wait', seconds::text, true);
		return seconds;
	end if;
	l.tries := l.tries + 1;
	l.next_at := case when l.tries >= most then l.ends_at
	    when l.tries >= free then now_ + make_interval(secs => least(2 ^ least(l.tries - free, 20), cap)) else l.next_at end;
	update data.tries k set began_at = l.began_at, ends_at = l.ends_at, next_at = l.next_at, tries = l.tries where k.key = hashed;
	return null;
end $$;

create function limit_try(what text, most int, window_length interval) returns bool language plpgsql security definer as $$
begin
	return limit_wait(what, most, window_length) is null;
end $$;

-- Within a deed that sends a mail: counted with the mail, or neither.
create function limit_hold(what text, most int, window_length interval, free int default 1000000, cap int default 3600)
returns void language plpgsql security definer as $$
begin
	if limit_wait(what, most, window_length, free, cap) is not null then
		raise exception using errcode = 'NC429', message = 'too many tries', detail = current_setting('app.wait');
	end if;
end $$;

-- A try that was right counts for nothing.
create function limit_back(what text, window_length interval) returns void language sql security definer as $$
	update data.tries set tries = tries - 1, next_at = least(next_at, app_now())
	where key = encode(sha256(convert_to(here() || ' ' || what, 'UTF8')), 'hex') and tries > 0 and ends_at > app_now()
$$;

-- What the table of limits (app/limits.c) allows a person, or a guest from one
-- place; asked in a transaction of its own before the deed.
create function visit_limit(what text, client text, most int, seconds int) returns void language plpgsql security definer as $$
begin
	perform limit_hold('may ' || what || ' ' || coalesce('of ' || me(), 'from ' || client), most, make_interval(secs => seconds));
end $$;

-- Somebody signed in with this browser.
create function browser_known(person bigint, browser text) returns void language sql security definer as $$
	insert into data.known_browsers as k (person_id, community_id, browser_hash) values (person, here(), browser)
	on conflict (person_id, browser_hash) do update set seen_at = app_now() where k.seen_at < app_now() - interval '1 day'
$$;

-- Tries from a browser that has signed this person in before count apart
-- from those of strangers, who therefore can lock nobody out.
create function try_apart(of_address text, browser text) returns text language plpgsql stable security definer as $$
begin
	return case when exists (select from data.known_browsers k where k.browser_hash = browser
	    and k.person_id = person_at(of_address) and k.community_id = here()) then ' ' || browser else '' end;
end $$;
