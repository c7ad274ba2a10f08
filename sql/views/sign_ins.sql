-- Signing up and signing in: a mailed code, or a password.

create function code_hash(ref text, code text) returns text language sql immutable
	return encode(sha256(convert_to(ref || ' ' || code, 'UTF8')), 'hex');

-- 26 of the 122 random bits of a uuid, evenly over all eight digits.
create function code_new() returns text language sql volatile as $$
	select lpad((('x' || right(replace(gen_random_uuid()::text, '-', ''), 15))::bit(60)::bigint % 100000000)::text, 8, '0')
$$;

-- Whose address it is, of people who may come in; suspended people may, as far
-- as the page that tells them so.
create function person_at(of_address text) returns bigint language plpgsql stable security definer as $$
begin
	return (select a.person_id from data.accounts a join data.people p on p.id = a.person_id
	where a.address = of_address::citext and a.community_id = here() and p.state <> 'erased');
end $$;

-- Where somebody goes after signing in who asked for nothing else.
create function home_of(person bigint) returns text language plpgsql stable security definer as $$
begin
	return case when exists (select from data.coordinators where person_id = person) then '/desk'
	    when exists (select from data.memberships where person_id = person and left_at is null) then '/requests'
	    when exists (select from data.volunteers where person_id = person) then '/help' else '/me' end;
end $$;

-- Asks for a code.  A number is sealed as accounts.phone, under a key of its
-- own which the account takes over.  Whether the address is known changes nothing that can be
-- seen from outside.  new_name is empty when signing in: then a stranger gets
-- no mail, unless a group has asked for that very address.
create function sign_ins_new(to_address text, new_name text, subject text, new_phone text, browser text, next text, client text) returns answer
language plpgsql security definer as $$
declare
	code text := code_new();
	own bigint := person_at(to_address);
	called text := new_name;
	s data.sign_ins;
	apart text := try_apart(to_address, browser);
begin
	perform limit_hold('codes from ' || client || apart, 25, '5 minutes', 10, 60),
	    limit_hold('codes to ' || lower(to_address) || apart, 5, '10 minutes');
	if new_name = '' and exists (select from data.member_invitations i where i.address = to_address::citext and i.state = 'sent'
	    and i.community_id = here()) then
		called := left(split_part(to_address, '@', 1), 80);
	end if;
	insert into data.sign_ins (community_id, person_id, address, name, vault, phone, browser_hash, code_hash, next_path, ends_at)
	values (here(), own, to_address, called, subject, new_phone, browser, '', coalesce(nullif(next, ''), '/'),
	    app_now() + interval '10 minutes') returning * into s;
	update data.sign_ins set code_hash = code_hash(s.ref, code) where id = s.id;
	insert into data.outbox (community_id, kind, person_id, address, about, secret)
	select here(), case when own is null then 'sign_up' else 'sign_in' end, own, case when own is null then to_address end,
	    jsonb_build_object('sign_in', s.ref, 'again', own is not null and new_name <> ''), code
	where own is not null or called <> '';
	perform audit('sign_ins_new', 'sign_in', s.id);
	return done(s.ref);
end $$;

create function sign_in_live(s data.sign_ins) returns bool language sql stable as $$
	select s.used_at is null and s.ends_at > app_now() and s.tries < 5
$$;

-- Counts a wrong code and says 'wrong'; 'other' in a browser that did not
-- ask; else 'go', and the deed decides.
create function sign_ins_try(of_ref text, code text, browser text) returns text
language plpgsql security definer as $$
declare
	s data.sign_ins;
begin
	select * into s from data.sign_ins where ref = of_ref and community_id = here() for update;
	if s.id is null or s.browser_hash <> browser then
		return 'other';
	elsif not sign_in_live(s) or s.code_hash = code_hash(s.ref, code) then
		return 'go';
	end if;
	update data.sign_ins set tries = tries + 1 where id = s.id;
	return 'wrong';
end $$;

-- A row of the trail for who has only now said who they are.  The identity of
-- the visit stays as it was, since the form's operation hangs on it.
create function audit_of(deed text, person bigint) returns void language plpgsql security definer as $$
declare
	visitor text := coalesce(current_setting('app.person', true), '');
begin
	perform set_config('app.person', person::text, true);
	perform audit(deed, 'person', person);
	perform set_config('app.person', visitor, true);
end $$;

-- lasts: days a login lasts, and idle days; of a coordinator days, and idle
-- hours.
create function login_new(person bigint, token text, label text, lasts int[]) returns void
language plpgsql security definer as $$
declare
	desk bool := exists (select from data.coordinators k where k.person_id = person);
begin
	-- who is erased meanwhile does not come in any more
	perform from data.people p where p.id = person and p.state <> 'erased' for key share;
	if not found then
		raise exception using errcode = 'NC410', message = 'gone';
	end if;
	insert into data.logins (community_id, person_id, token_hash, browser, ends_at, idle)
	values (here(), person, token, left(label, 120), app_now() + make_interval(days => lasts[case when desk then 3 else 1 end]),
	    case when desk then make_interval(hours => lasts[4]) else make_interval(days => lasts[2]) end);
	perform audit_of('logins_new', person);
end $$;

create function person_new(s data.sign_ins) returns bigint language plpgsql security definer as $$
declare
	who bigint;
begin
	insert into data.people (community_id, name) values (here(), s.name) returning id into who;
	insert into data.accounts (person_id, community_id, address, vault, phone) values (who, here(), s.address, s.vault, s.phone);
	perform audit_of('people_new', who);
	return who;
end $$;

-- The right code opens the login; somebody new gets an account with it.
create function sign_ins_enter(of_ref text, code text, browser text, token text, label text, lasts int[]) returns answer
language plpgsql security definer as $$
declare
	s data.sign_ins;
	who bigint;
begin
	select * into s from data.sign_ins where ref = of_ref and community_id = here() for update;
	who := person_at(s.address::text);
	if s.id is null or s.browser_hash <> browser or not sign_in_live(s) or s.code_hash is distinct from code_hash(s.ref, code)
	    or (who is null and (s.name = '' or exists (select from data.accounts a where a.address = s.address and a.community_id = here()))) then
		perform refuse('sign_ins_code_spent');
	end if;
	who := coalesce(who, person_new(s));
	update data.sign_ins set used_at = app_now(), person_id = who, name = '', phone = '',
	    vault = case when exists (select from data.accounts a where a.person_id = who and a.vault = s.vault) then '' else s.vault end
	where id = s.id;
	perform login_new(who, token, label, lasts);
	perform browser_known(who, browser);
	return done(onward(who, s.next_path));
end $$;

-- Counts a try with a password and says which hash to compare with: of
-- nobody a hash that fits no password, so that it takes as long.
create function sign_ins_seen(of_address text, browser text, client text) returns text
language plpgsql security definer as $$
declare
	apart text := try_apart(of_address, browser);
begin
	perform limit_hold('passwords from ' || client || apart, 25, '5 minutes', 10, 60),
	    limit_hold('passwords of ' || lower(of_address) || apart, 25, '1 hour', 10, 900);
	return coalesce((select a.password_hash from data.accounts a where a.person_id = person_at(of_address)),
	    '$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
end $$;

-- Opens the login of whoever still has the password that was compared.
create function sign_ins_password(of_address text, seen text, browser text, client text, token text, label text, next text,
    lasts int[]) returns answer
language plpgsql security definer as $$
declare
	who bigint;
begin
	select a.person_id into who from data.accounts a where a.person_id = person_at(of_address) and a.password_hash = seen for update;
	if who is null then
		perform refuse('sign_ins_password_changed');
	end if;
	perform limit_back('passwords from ' || client || try_apart(of_address, browser), '5 minutes'),
	    limit_back('passwords of ' || lower(of_address) || try_apart(of_address, browser), '1 hour');
	perform browser_known(who, browser);
	perform login_new(who, token, label, lasts);
	return done(onward(who, next));
end $$;

create function sign_in_state(of_ref text, browser text) returns table (ref text, open bool, own bool)
language sql stable security definer as $$
	select s.ref, sign_in_live(s), s.browser_hash = browser from data.sign_ins s where s.ref = of_ref and s.community_id = here()
$$;
