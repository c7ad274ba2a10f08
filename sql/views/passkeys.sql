-- Passkeys: adding, using and removing one.  Signatures were checked before
-- (app/core/passkey.h); here is what has to hold at the moment of the deed.

-- An id as browsers write it: base64url.
create function passkey_text(bytes bytea) returns text language sql immutable
	return translate(encode(bytes, 'base64'), E'+/=\n', '-_');

create function passkeys_mine(working bool) returns text language plpgsql stable security definer as $$
begin
	return (select coalesce(string_agg(passkey_text(k.credential), ',' order by k.id), '') from data.passkeys k
	    where k.person_id = me() and (not working or k.stopped_at is null));
end $$;

-- What a page needs that asks for a passkey: the time, and which will do;
-- none named: any.
create function passkeys_asked() returns table (at bigint, allowed text) language sql stable
	return (extract(epoch from app_now())::bigint, passkeys_mine(true));

create function passkeys_start() returns table (at bigint, handle text, address text, name text, present text)
language sql stable security definer as $$
	select extract(epoch from app_now())::bigint, a.handle, a.address::text, p.name, passkeys_mine(false)
	from data.accounts a join data.people p on p.id = a.person_id where a.person_id = me()
$$;

-- Uses a challenge up: five minutes, once.
create function challenge_spend(challenge text, made bigint) returns void language plpgsql security definer as $$
begin
	if app_now() not between to_timestamp(made) - interval '1 minute' and to_timestamp(made) + interval '5 minutes' then
		perform refuse('passkeys_late');
	end if;
	insert into data.challenges (hash, community_id)
	values (encode(sha256(convert_to(challenge, 'UTF8')), 'hex'), here()) on conflict do nothing;
	if not found then
		perform refuse('passkeys_late');
	end if;
end $$;

-- Whoever adds their first one has taken the second step with it.
create function passkeys_new(credential bytea, public_key bytea, algorithm int, counter bigint, backed_up bool, name text,
    challenge text, made bigint) returns answer language plpgsql security definer as $$
begin
	perform from data.people p where p.id = me() for no key update;
	perform challenge_spend(challenge, made);
	if (select count(*) from data.passkeys k where k.person_id = me()) >= 20 then
		perform refuse('passkeys_many');
	end if;
	insert into data.passkeys (community_id, person_id, credential, public_key, algorithm, counter, backed_up, name)
	values (here(), me(), passkeys_new.credential, passkeys_new.public_key, passkeys_new.algorithm, passkeys_new.counter,
	    passkeys_new.backed_up, passkeys_new.name);
	perform factor_kept(me());
	update data.logins set factor = 'passkey', factor_at = app_now() where id = login_id() and factor = '';
	perform logins_others_end();
	perform audit('passkeys_new', 'person', me());
	perform mail('passkey_added', me());
	return done('', 'passkeys_new_said');
end $$;

create function passkeys_remove(of_ref text) returns answer language plpgsql security definer as $$
begin
	perform from data.people p where p.id = me() for no key update;
	delete from data.passkeys where ref = of_ref and person_id = me();
	if not found then
		return absent();
	end if;
	perform factor_kept(me());
	if not factor_there(me()) and exists (select from data.coordinators k where k.person_id = me()) then
		perform refuse('passkeys_last');
	end if;
	perform logins_others_end();
	perform audit('passkeys_remove', 'person', me());
	perform mail('passkey_removed', me());
	return done('', 'passkeys_remove_said');
end $$;

-- Counts a try, and says what the signature is held against.  During a
-- second step only one's own will do.
create function passkeys_seen(of_credential bytea, client text) returns table (verdict text, public_key text, counter bigint)
language plpgsql security definer as $$
begin
	perform limit_hold('passkeys from ' || client, 25, '5 minutes');
	return query select 'known', encode(k.public_key, 'hex'), k.counter from data.passkeys k
	where k.credential = of_credential and k.community_id = here() and k.stopped_at is null
	and (me() is null or k.person_id = me());
end $$;

-- Locks the passkey that was used and says whose it is; null when its
-- counter went back: then it is stopped, and its owner told.
create function passkey_used(of_credential bytea, counted bigint, kept bool, challenge text, made bigint) returns bigint
language plpgsql security definer as $$
declare
	k data.passkeys;
begin
	-- before what is theirs, as whoever adds or removes one does
	perform from data.people o where o.id = (select p.person_id from data.passkeys p where p.credential = of_credential
	    and p.community_id = here()) for no key update;
	select * into k from data.passkeys p where p.credential = of_credential and p.community_id = here() for update;
	if k.id is null or k.stopped_at is not null or k.person_id is distinct from coalesce(me(), k.person_id)
	    or not exists (select from data.people p where p.id = k.person_id
	        and (p.state = 'active' or p.id = me() and p.state = 'suspended')) then
		perform refuse('passkeys_unknown');
	end if;
	perform challenge_spend(challenge, made);
	if (counted > 0 or k.counter > 0) and counted <= k.counter then
		update data.passkeys set stopped_at = app_now() where id = k.id;
		perform factor_kept(k.person_id);
		perform audit_of('passkeys_stop', k.person_id);
		perform mail('passkey_stopped', k.person_id);
		return null;
	end if;
	update data.passkeys set counter = counted, backed_up = kept, used_at = app_now() where id = k.id;
	return k.person_id;
end $$;

-- Opens a login, both steps in one: the device looked who it was.
create function passkeys_enter(of_credential bytea, of_handle text, counted bigint, kept bool, challenge text, made bigint,
    client text, browser text, token text, label text, next text, lasts int[]) returns answer language plpgsql security definer as $$
declare
	who bigint;
begin
	if not exists (select from data.passkeys k join data.accounts a on a.person_id = k.person_id
	    where k.credential = of_credential and k.community_id = here() and a.handle = of_handle) then
		perform refuse('passkeys_unknown');
	end if;
	who := passkey_used(of_credential, counted, kept, challenge, made);
	if who is null then
		return done('/sign-in/stopped');
	end if;
	perform limit_back('passkeys from ' || client, '5 minutes');
	perform browser_known(who, browser);
	perform login_new(who, token, label, lasts);
	update data.logins set factor = 'passkey', factor_at = app_now(), proved_at = app_now() where token_hash = token;
	return done(case when coalesce(next, '') in ('', '/') then home_of(who) else next end);
end $$;

-- The second step, and proving once more who one is.
create function passkeys_take(of_credential bytea, counted bigint, kept bool, challenge text, made bigint, client text,
    token text, next text) returns answer language plpgsql security definer as $$
begin
	if passkey_used(of_credential, counted, kept, challenge, made) is null then
		return done('/sign-in/stopped');
	end if;
	perform limit_back('passkeys from ' || client, '5 minutes');
	return factor_taken(token, 'passkey', next);
end $$;
