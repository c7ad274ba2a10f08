-- The key store's side of the database: for the steward and the tool, in every
-- community in turn.

-- What was written in plain and waits to be sealed, with the key of its row;
-- what belongs together stands together.  Drawn by lot: what cannot be sealed
-- holds up nothing else.
create function vaults_waiting() returns table (community bigint, place text, row_id bigint, plain text, vault text)
language plpgsql security definer as $$
declare
	c bigint;
begin
	for c in select k.id from data.communities k where exists (select from data.to_seal) order by k.id loop
		perform visit_as(c, null);
		return query select * from (select c, w.place, w.row_id, w.plain, coalesce(a.vault, g.vault, s.vault) from data.to_seal w
		left join data.accounts a on w.place = 'accounts.phone' and a.person_id = w.row_id
		left join data.groups g on w.place in ('groups.street', 'groups.entry_notes') and g.id = w.row_id
		left join data.sign_ins s on w.place = 'sign_ins.phone' and s.id = w.row_id
		where coalesce(a.vault, g.vault, s.vault) is not null order by random() limit 200) w
		order by split_part(w.place, '.', 1), w.row_id;
	end loop;
end $$;

-- Puts it where it belongs; the trigger then lets the plain text go.  Not
-- when somebody wrote anew meanwhile, or gave another key: then it is looked
-- at once more, if anything waits.
create function vaults_sealed(community bigint, of_place text, of_row bigint, of_plain text, subject text, sealed text)
returns void language plpgsql security definer as $$
begin
	perform visit_as(community, null);
	perform from data.accounts a where of_place = 'accounts.phone' and a.person_id = of_row for update;
	perform from data.groups g where of_place in ('groups.street', 'groups.entry_notes') and g.id = of_row for update;
	perform from data.sign_ins s where of_place = 'sign_ins.phone' and s.id = of_row for update;
	if not exists (select from data.to_seal w where w.place = of_place and w.row_id = of_row and w.plain = of_plain) then
		return;
	end if;
	case of_place
	when 'accounts.phone' then
		update data.accounts a set phone = sealed, vault = subject where a.person_id = of_row and a.vault in ('', subject);
	when 'groups.street' then
		update data.groups g set street = sealed, vault = subject where g.id = of_row and g.vault in ('', subject);
	when 'groups.entry_notes' then
		update data.groups g set entry_notes = sealed, vault = subject where g.id = of_row and g.vault in ('', subject);
	else
		update data.sign_ins s set phone = sealed, vault = subject where s.id = of_row and s.vault in ('', subject);
	end case;
end $$;

-- Everybody has a key, also who never told a number: its name is what the
-- list of the erased remembers them by.
create function vaults_wanting() returns table (community bigint, kind text, id bigint)
language plpgsql security definer as $$
declare
	c bigint;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c, null);
		return query (select c, 'person', a.person_id from data.accounts a where a.vault = '' and a.community_id = c limit 100)
		union all (select c, 'group', g.id from data.groups g where g.vault = '' and g.community_id = c limit 100);
	end loop;
end $$;
create function vaults_give(community bigint, of_kind text, of_id bigint, subject text) returns bool
language plpgsql security definer as $$
begin
	perform visit_as(community, null);
	if of_kind = 'person' then
		update data.accounts a set vault = subject where a.person_id = of_id and a.vault = '';
	else
		update data.groups g set vault = subject where g.id = of_id and g.vault = '';
	end if;
	return found;
end $$;

-- Numbers of people who never came in, or were known already: a minute after
-- the code's end nobody takes them over any more.
create function vaults_spent() returns table (community bigint, id bigint, vault text)
language plpgsql security definer as $$
declare
	c bigint;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c, null);
		return query select c, s.id, s.vault from data.sign_ins s where s.vault <> '' and s.community_id = c
		and (s.used_at is not null or s.ends_at < app_now() - interval '1 minute') limit 200;
	end loop;
end $$;
create function vaults_emptied(community bigint, of_sign_in bigint) returns void language plpgsql security definer as $$
begin
	perform visit_as(community, null);
	update data.sign_ins s set vault = '', phone = '' where s.id = of_sign_in;
end $$;

-- Who of the erased is here: a restore brought them back.
create function vaults_back(subjects text[]) returns table (community bigint, vault text)
language plpgsql security definer as $$
declare
	c bigint;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c, null);
		return query select c, a.vault from data.accounts a join data.people p on p.id = a.person_id
		where a.vault = any(subjects) and p.state <> 'erased' and p.community_id = c;
	end loop;
end $$;
