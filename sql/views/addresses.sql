-- Another mail address: a code proves that it is theirs; the old one can put
-- itself back for seven days.

-- Whether the address is somebody's changes nothing that can be seen: then
-- they get a mail, and nobody a code.
create function addresses_new(to_address text, browser text, client text) returns answer language plpgsql security definer as $$
declare
	code_ref text;
begin
	if to_address::citext = (select a.address from data.accounts a where a.person_id = me()) then
		perform refuse('addresses_same');
	end if;
	perform limit_hold('codes from ' || client, 25, '5 minutes');
	code_ref := mailed_code_new('address', to_address, browser, '/me');
	perform mail('address_taken', a.person_id) from data.accounts a
	where a.address = to_address::citext and a.community_id = here();
	return done(code_ref);
end $$;

create function right_hash(of_right text) returns text language sql immutable
	return encode(sha256(convert_to('right ' || of_right, 'UTF8')), 'hex');

create function addresses_enter(of_ref text, code text, browser text, back text) returns answer language plpgsql security definer as $$
declare
	m data.mailed_codes;
	old citext;
begin
	select a.address into old from data.accounts a where a.person_id = me() for update;
	m := mailed_code_used('address', of_ref, code, browser);
	if old = m.address or exists (select from data.accounts a where a.address = m.address and a.community_id = here()) then
		perform refuse('mailed_codes_spent');
	end if;
	update data.accounts set address = m.address where person_id = me();
	insert into data.address_changes (community_id, person_id, old_address, new_address, right_hash, ends_at)
	values (here(), me(), old, m.address, right_hash(back), app_now() + interval '7 days');
	insert into data.outbox (community_id, kind, person_id, address, secret) values (here(), 'address_changed', me(), old, back);
	perform mail('address_now', me());
	perform logins_others_end();
	perform audit('addresses_enter', 'person', me());
	return done('', 'addresses_enter_said');
end $$;

create function address_change(back text) returns data.address_changes language plpgsql stable security definer as $$
declare
	c data.address_changes;
begin
	select * into c from data.address_changes a where a.right_hash = right_hash(back) and a.community_id = here()
	and a.ended_at is null and a.ends_at > app_now();
	return c;
end $$;
create function address_back_state(back text) returns table (open bool, changed_at text)
language sql stable security definer as $$
	select c.id is not null, local(c.changed_at) from address_change(back) c
$$;

-- Whoever reads the old address has the right of the link: nobody need be
-- signed in.  What was changed after it can put nothing back any more.
create function addresses_undo(back text) returns answer language plpgsql security definer as $$
declare
	c data.address_changes := address_change(back);
begin
	perform from data.people p where p.id = c.person_id for no key update;
	perform from data.accounts a where a.person_id = c.person_id for update;
	c := address_change(back);
	if c.id is null then
		return absent();
	elsif exists (select from data.accounts a where a.address = c.old_address and a.community_id = here()
	    and a.person_id <> c.person_id) then
		return lost('addresses_undo_lost');
	end if;
	insert into data.outbox (community_id, kind, person_id, address)
	select here(), 'address_back', c.person_id, a.address from data.accounts a
	where a.person_id = c.person_id and a.address <> c.old_address;
	update data.accounts set address = c.old_address where person_id = c.person_id;
	update data.address_changes set ended_at = app_now()
	where person_id = c.person_id and ended_at is null and id >= c.id;
	update data.mailed_codes set used_at = app_now() where person_id = c.person_id and used_at is null;
	-- Whoever changed the address may have made other ways in, also before they
	-- changed it.  The old address heard of each: what is older than seven days
	-- was left alone as long as a change of the address would have been.
	delete from data.passkeys where person_id = c.person_id and created_at >= c.changed_at - interval '7 days';
	delete from data.totps where person_id = c.person_id and created_at >= c.changed_at - interval '7 days';
	update data.recovery_codes set ended_at = app_now()
	where person_id = c.person_id and made_at >= c.changed_at - interval '7 days' and ended_at is null;
	update data.accounts set password_hash = null where person_id = c.person_id;
	delete from data.known_browsers where person_id = c.person_id;
	perform factor_kept(c.person_id);
	update data.logins set ended_at = app_now() where person_id = c.person_id and ended_at is null;
	perform mail('address_back', c.person_id);
	perform audit_of('addresses_undo', c.person_id);
	return done('', 'addresses_undo_said');
end $$;
