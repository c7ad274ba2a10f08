-- Codes from a phone: shown, confirmed with a code of it, turned off.

-- Counts a try, and says what the code is compared with: a sealed seed, and
-- the time.  Only who passed the first step comes here.
create function factors_try(wanted text, out seed text, out at bigint, out used bigint) language plpgsql security definer as $$
begin
	perform limit_hold('second steps of ' || me(), 10, '10 minutes');
	select envelope('totps.seed', a.vault, t.seed), t.last_step into seed, used
	from data.totps t join data.accounts a on a.person_id = t.person_id where t.person_id = me() and t.state = wanted;
	at := extract(epoch from app_now())::bigint;
end $$;
-- Each code once: of all who send it at once the first to hold the row wins.
create function factors_enter(step bigint, compared text, token text, next text) returns answer language plpgsql security definer as $$
declare
	t data.totps;
begin
	select * into t from data.totps where person_id = me() and state = 'on' for update;
	if t.person_id is null or compared is distinct from (select envelope('totps.seed', a.vault, t.seed) from data.accounts a
	    where a.person_id = me()) then
		return absent();
	elsif step <= t.last_step then
		perform refuse('totps_step_once');
	end if;
	update data.totps set last_step = step where person_id = me() and state = 'on';
	perform limit_back('second steps of ' || me(), '10 minutes');
	return factor_taken(token, 'totp', next);
end $$;

-- What the pages about it show.
create function factors_state() returns table (needed bool, there bool, free bool, phone text, phone_step bigint,
    phone_since text, offered text, codes_left int, desk bool, address text, at bigint)
language sql stable security definer as $$
	select needs_factor(me()), factor_there(me()), factor_free(),
	    envelope('totps.seed', a.vault, t.seed), t.last_step, local(t.created_at), envelope('totps.seed', a.vault, o.seed), recovery_left(),
	    exists (select from data.coordinators c where c.person_id = me()), a.address::text, extract(epoch from app_now())::bigint
	from data.people p join data.accounts a on a.person_id = p.id
	left join data.totps t on t.person_id = p.id and t.state = 'on'
	left join data.totps o on o.person_id = p.id and o.state = 'offered' and o.created_at > app_now() - interval '1 hour' and factor_free()
	where p.id = me()
$$;

create function totps_offer(subject text, seed text) returns answer language plpgsql security definer as $$
begin
	if not factor_free() then
		return absent();
	end if;
	update data.accounts a set vault = subject where a.person_id = me() and a.vault in ('', subject);
	if not found then
		perform refuse('accounts_vault_moved');
	end if;
	insert into data.totps as t (person_id, community_id, state, seed) values (me(), here(), 'offered', totps_offer.seed)
	on conflict (person_id, state) do update set seed = excluded.seed, created_at = app_now(), last_step = 0;
	perform audit('totps_offer', 'person', me());
	return done('');
end $$;

-- The right code puts the new seed in the old one's place; all other logins
-- end, since one of them may be whom this is to keep out.
create function totps_confirm(step bigint, compared text, token text) returns answer language plpgsql security definer as $$
declare
	first bool;
	t data.totps;
begin
	perform from data.people where id = me() for no key update;
	select * into t from data.totps where person_id = me() and state = 'offered' for update;
	if not factor_free() or t.person_id is null or compared is distinct from (select envelope('totps.seed', a.vault, t.seed)
	    from data.accounts a where a.person_id = me()) then
		return absent();
	end if;
	first := not factor_there(me());
	delete from data.totps where person_id = me() and state = 'on';
	update data.totps set state = 'on', last_step = step, created_at = app_now() where person_id = me();
	perform limit_back('second steps of ' || me(), '10 minutes');
	perform factor_kept(me());
	perform login_moved(token, 'totp');
	perform logins_others_end(token);
	perform audit('totps_confirm', 'person', me());
	perform mail('factor_on', me());
	return done(case when recovery_left() = 0 then '/me/second-factor/codes' else '/me/second-factor' end,
	    case when first then 'totps_confirm_said' else 'totps_replace_said' end);
end $$;

-- A coordinator keeps one second step.
create function totps_remove() returns answer language plpgsql security definer as $$
begin
	perform from data.people where id = me() for no key update;
	delete from data.totps where person_id = me() and state = 'on';
	if not found then
		return absent();
	end if;
	perform factor_gone();
	perform audit('totps_remove', 'person', me());
	return done('', 'totps_remove_said');
end $$;

-- After a second step was removed: without another the recovery codes go too.
create function factor_gone() returns void language plpgsql security definer as $$
begin
	perform factor_kept(me());
	if not factor_there(me()) then
		if at_desk() then
			perform refuse('factors_desk_last');
		end if;
		update data.recovery_codes set ended_at = app_now() where person_id = me() and ended_at is null;
	end if;
	perform logins_others_end();
	perform mail('factor_off', me());
end $$;

-- Ten new ones; the same form sent again gets the same ten, as long as no
-- other ten have taken their place.
create function recovery_codes_new(codes text[], form text) returns answer language plpgsql security definer as $$
begin
	perform from data.people where id = me() for no key update;
	if not factor_there(me()) then
		return absent();
	elsif exists (select from data.recovery_codes c where c.person_id = me() and c.batch = form and c.ended_at is null) then
		perform audit('recovery_codes_new', 'person', me(), 'again');
		return done('');
	elsif exists (select from data.recovery_codes c where c.person_id = me() and c.batch = form) then
		return lost('recovery_codes_newer');
	end if;
	update data.recovery_codes set ended_at = app_now() where person_id = me() and ended_at is null;
	insert into data.recovery_codes (community_id, person_id, code_hash, batch)
	select here(), me(), recovery_hash(c), form from unnest(codes) c;
	perform audit('recovery_codes_new', 'person', me());
	perform mail('recovery_new', me());
	return done('');
end $$;
