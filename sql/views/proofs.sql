-- Proving once more who one is, before something that must be safe: with the
-- password or a mailed code.  Who has a second step takes that instead.

create function proofs_state() returns table (there bool, has_password bool, address text)
language sql stable security definer as $$
	select factor_there(me()), a.password_hash is not null, a.address::text from data.accounts a where a.person_id = me()
$$;
create function proof_by_factor() returns bool language plpgsql stable security definer as $$
begin
	return factor_there(me());
end $$;

-- Counts a try, and says which hash the password is compared with: a hash
-- that fits none when there is no password.
create function proofs_seen() returns text language plpgsql security definer as $$
begin
	perform limit_hold('proofs of ' || me(), 10, '10 minutes', 5, 60);
	return coalesce((select a.password_hash from data.accounts a where a.person_id = me() and not proof_by_factor()),
	    '$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
end $$;
create function proofs_password(seen text, token text, next text) returns answer language plpgsql security definer as $$
begin
	if proof_by_factor() then
		return absent();
	elsif not exists (select from data.accounts a where a.person_id = me() and a.password_hash = seen) then
		perform refuse('proofs_password_changed');
	end if;
	perform limit_back('proofs of ' || me(), '10 minutes');
	perform login_moved(token);
	perform audit('proofs_password', 'person', me());
	return done(coalesce(nullif(next, ''), '/me'));
end $$;

-- A code to an address of somebody who is signed in.
create function mailed_code_new(purpose text, to_address text, browser text, next text) returns text
language plpgsql security definer as $$
declare
	code text := code_new();
	m data.mailed_codes;
begin
	perform limit_hold('codes mailed for ' || me(), 5, '10 minutes');
	perform audit('mailed_codes_new', 'person', me(), purpose);
	insert into data.mailed_codes (community_id, person_id, purpose, address, browser_hash, code_hash, next_path, ends_at)
	values (here(), me(), mailed_code_new.purpose, to_address, browser, '', coalesce(nullif(next, ''), '/me'),
	    app_now() + interval '10 minutes') returning * into m;
	update data.mailed_codes set code_hash = code_hash(m.ref, code) where id = m.id;
	insert into data.outbox (community_id, kind, person_id, address, about, secret)
	select here(), mailed_code_new.purpose || '_code', me(), to_address, jsonb_build_object('code', m.ref), code
	where not exists (select from data.accounts a where a.address = to_address::citext and a.community_id = here() and a.person_id <> me());
	return m.ref;
end $$;
create function mailed_code_live(m data.mailed_codes) returns bool language sql stable as $$
	select m.used_at is null and m.ends_at > app_now() and m.tries < 5
$$;
create function mailed_code_state(wanted text, of_ref text, browser text) returns table (ref text, open bool, own bool, address text, next text)
language sql stable security definer as $$
	select m.ref, mailed_code_live(m), m.browser_hash = browser, m.address::text, m.next_path
	from data.mailed_codes m where m.ref = of_ref and m.purpose = wanted and m.person_id = me()
$$;
-- Counts a wrong code, as sign_ins_try() does.
create function mailed_codes_try(wanted text, of_ref text, code text, browser text) returns text language plpgsql security definer as $$
declare
	m data.mailed_codes;
begin
	select * into m from data.mailed_codes where ref = of_ref and purpose = wanted and person_id = me() for update;
	if m.id is null or m.browser_hash <> browser then
		return 'other';
	elsif not mailed_code_live(m) or m.code_hash = code_hash(m.ref, code) then
		return 'go';
	end if;
	update data.mailed_codes set tries = tries + 1 where id = m.id;
	return 'wrong';
end $$;
-- Uses the right code up; refuses any other.
create function mailed_code_used(wanted text, of_ref text, code text, browser text) returns data.mailed_codes
language plpgsql security definer as $$
declare
	m data.mailed_codes;
begin
	select * into m from data.mailed_codes where ref = of_ref and purpose = wanted and person_id = me() for update;
	if m.id is null or m.browser_hash <> browser or not mailed_code_live(m) or m.code_hash <> code_hash(m.ref, code) then
		perform refuse('mailed_codes_spent');
	end if;
	update data.mailed_codes set used_at = app_now() where id = m.id;
	return m;
end $$;

create function proofs_new(browser text, next text) returns answer language plpgsql security definer as $$
begin
	if proof_by_factor() then
		return absent();
	end if;
	return done(mailed_code_new('proof', (select a.address::text from data.accounts a where a.person_id = me()), browser, next));
end $$;
create function proofs_enter(of_ref text, code text, browser text, token text) returns answer language plpgsql security definer as $$
declare
	m data.mailed_codes;
begin
	if proof_by_factor() then
		return absent();
	end if;
	m := mailed_code_used('proof', of_ref, code, browser);
	perform login_moved(token);
	perform audit('proofs_enter', 'person', me());
	return done(m.next_path);
end $$;
