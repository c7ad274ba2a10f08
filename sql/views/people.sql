-- One's own name, password and logins.

-- Keeps my number, sealed under the subject's key; null leaves the old one.
-- Another key came meanwhile: then what was sealed would not open.
create function phone_kept(subject text, new_phone text) returns void language plpgsql security definer as $$
begin
	update data.accounts a set phone = coalesce(new_phone, a.phone), vault = coalesce(nullif(subject, ''), a.vault)
	where a.person_id = me() and (subject = '' or a.vault in ('', subject));
	if not found then
		perform refuse('accounts_vault_moved');
	end if;
end $$;

create function people_change(new_name text, subject text, new_phone text) returns answer language plpgsql security definer as $$
begin
	update data.people set name = new_name where id = me();
	if not found then
		return absent();
	end if;
	perform phone_kept(subject, new_phone);
	perform audit('people_change', 'person', me());
	return done('', 'people_change_said');
end $$;

-- Ends every login but this one: whoever else knew the old one is out.
create function people_password(new_hash text) returns answer language plpgsql security definer as $$
begin
	update data.accounts set password_hash = new_hash where person_id = me();
	if not found then
		return absent();
	end if;
	perform logins_others_end();
	perform audit('people_password', 'person', me());
	perform mail('password_changed', me());
	return done('', 'people_password_said');
end $$;

create function login_id() returns bigint language plpgsql stable security definer as $$
begin
	return (select id from data.logins where token_hash = current_setting('app.login', true));
end $$;

-- By the id alone: without a second step, or suspended, one is nobody else;
-- with the one that it followed, whose ten seconds may still run.
create function logins_leave() returns answer language plpgsql security definer as $$
declare
	person bigint := (select l.person_id from data.logins l where l.id = login_id() and l.ended_at is null);
begin
	update data.logins set ended_at = app_now() where person_id = person and ended_at is null
	and (id = login_id() or replaced_at is not null);
	perform audit_of('logins_leave', person);
	return done('', 'logins_leave_said');
end $$;

create function logins_end(login text) returns answer language plpgsql security definer as $$
begin
	update data.logins l set ended_at = coalesce(l.ended_at, app_now()) where l.ref = login and l.person_id = me();
	if not found then
		return absent();
	end if;
	perform audit('logins_end', 'person', me());
	return done('', 'logins_end_said');
end $$;

create function logins_end_others() returns answer language plpgsql security definer as $$
begin
	perform logins_others_end();
	perform audit('logins_end_others', 'person', me());
	return done('', 'logins_end_others_said');
end $$;
