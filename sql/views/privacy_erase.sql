-- Erasing a person, as the comments of sql/privacy.sql have it.

-- `of` as a condition on the table x: $1 is the person, $2 their address.
create function privacy_where(of_ text) returns text language sql immutable as $$
	select string_agg('(' || case
	    when f[2] is not null then format('x.%I::citext = $2::citext', f[1])
	    when f[3] is not null then format('x.%I in (select y.%I from data.%I y where y.%I = $1%s)', f[1], f[4], f[3], f[5],
	        case when f[6] is not null then format(' and y.%I is null', f[6]) end)
	    when f[7] is not null then format('x.%I = $1 and x.%I = %L', f[1], f[7], f[8])
	    else format('x.%I = $1', f[1]) end || ')', ' or ')
	from string_to_table(of_, ' or ') way, regexp_match(way,
	    '^([a-z_]+)(?: as (address)| through ([a-z_]+)\.([a-z_]+)\.([a-z_]+)(?: while ([a-z_]+) is empty)?| when ([a-z_]+) is ([a-z_]+))?$') f
$$;

-- What stands in a column's place: NULL where it may, else words, else ''.
-- What was empty stays so.
create function privacy_blank(col text, type text, words text) returns text language sql immutable
	return case when type = 'jsonb' then format('%1$I = ''{}''', col)
	    else format('%1$I = case when x.%1$I <> '''' then %2$L else x.%1$I end', col, words) end;

-- The name in full and the address, wherever they stand as words.
create function privacy_nameless(body text, name text, address text) returns text language sql immutable
	return regexp_replace(regexp_replace(body, '(?<!\w)' || regexp_replace(name, '([^\w\s])', '\\\1', 'g') || '(?!\w)',
	    'Somebody who left', 'gi'), regexp_replace(coalesce(address, 'no address'), '([^\w\s])', '\\\1', 'g'), '', 'gi');

-- Empties what a person wrote, column by column.
create function privacy_empty(person bigint, address text, name text) returns void language plpgsql security definer as $$
declare
	c record;
begin
	for c in select k.tbl, k.of_, string_agg(case when k.erase like 'emptied%' then privacy_blank(k.col, k.type,
	            coalesce(substring(k.erase from 'shows (.*)$'), ''))
	        else format('%1$I = privacy_nameless(x.%1$I, $3, $2)', k.col) end, ', ') as sets
	    from privacy_columns() k
	    where k.kind = 'person' and (k.erase like 'emptied%' or k.erase like 'kept without the name %')
	    group by k.tbl, k.of_ order by k.tbl
	loop
		execute format('update data.%I x set %s where %s', c.tbl, c.sets, privacy_where(c.of_)) using person, address, name;
	end loop;
end $$;

-- Removes a person's rows; what others hang on goes when they are gone.
create function privacy_remove(person bigint, address text) returns void language plpgsql security definer as $$
declare
	c record;
	left_ text[] := array(select distinct k.tbl from privacy_columns() k where k.rows_erase = 'removed');
	later text[];
begin
	loop
		later := '{}';
		for c in select distinct k.tbl, k.rows_of from privacy_columns() k where k.tbl = any (left_) order by k.tbl loop
			begin
				execute format('delete from data.%I x where %s', c.tbl, privacy_where(c.rows_of)) using person, address;
			exception when foreign_key_violation then
				later := later || c.tbl;
			end;
		end loop;
		exit when later = '{}';
		if later = left_ then
			raise exception 'rows of % hold each other', left_;
		end if;
		left_ := later;
	end loop;
end $$;

-- All that was written for some requests: emptied, or shown as no longer kept.
create function privacy_words_gone(requests bigint[], words text, periods text) returns void
language plpgsql security definer as $$
declare
	c record;
begin
	for c in select k.tbl, string_agg(privacy_blank(k.col, k.type, words), ', ') as sets,
	        bool_or(k.tbl = 'requests') as own,
	        (select string_agg(i.column_name, ' ') from information_schema.columns i where i.table_schema = 'data'
	            and i.table_name = k.tbl and i.column_name in ('request_id', 'match_id', 'task_id')) as by_
	    from privacy_columns() k where k.kind = 'person' and k.keep like periods group by k.tbl order by k.tbl
	loop
		execute format('update data.%I x set %s where x.%s', c.tbl, c.sets, case when c.own then 'id = any ($1)'
		    when c.by_ like '%request_id%' then 'request_id = any ($1)'
		    when c.by_ like '%match_id%' then 'match_id in (select m.id from data.matches m where m.request_id = any ($1))'
		    else 'task_id in (select t.id from data.tasks t where t.request_id = any ($1))' end) using requests;
	end loop;
end $$;

-- The groups that would be empty without me.
create function my_lone_groups() returns setof data.groups language sql stable security definer as $$
	select g.* from data.groups g join data.memberships m on m.group_id = g.id and m.person_id = me() and m.left_at is null
	where g.community_id = here() and not exists (select from data.memberships o
	    where o.group_id = g.id and o.left_at is null and o.person_id <> m.person_id) order by g.id
$$;

-- The last one leaves: what the group asked for is withdrawn, and its words go.
create function group_emptied(g data.groups) returns void language plpgsql security definer as $$
declare
	r record;
begin
	for r in select q.ref from data.requests q where q.group_id = g.id
	    and q.state in ('draft', 'sent', 'question', 'open', 'under_way', 'done') order by q.id loop
		perform requests_withdraw(r.ref, '');
	end loop;
	perform privacy_words_gone(array(select q.id from data.requests q where q.group_id = g.id), 'Gone with the group.', 'keep_requests %');
	update data.handovers h set changed = 'Gone with the group.', lives = 'Gone with the group.', access = 'Gone with the group.',
	    undo = 'Gone with the group.', renews = 'Gone with the group.'
	where h.match_id in (select m.id from data.matches m where m.group_id = g.id);
	update data.groups o set name = 'A group that left', does = 'This group is no longer here.', town = '', place_id = null,
	    registration_number = '', street = '', entry_notes = '', reason = case when o.reason <> '' then 'Gone with the group.' else '' end,
	    next_step = case when o.next_step <> '' then 'Gone with the group.' else '' end where o.id = g.id;
	delete from data.member_invitations i where i.group_id = g.id;
	perform keep('vet_group', g.ref, 'moved');
	perform key_gone(to_jsonb(g) ->> 'vault');
	perform audit('group_emptied', 'group', g.id);
end $$;

create function key_gone(subject text) returns void language plpgsql security definer as $$
begin
	insert into data.keys_to_destroy (subject) select key_gone.subject where key_gone.subject <> '' on conflict do nothing;
end $$;

-- Requests that my leaving touches, or words of mine in them.
create function erase_requests() returns bigint[] language plpgsql stable security definer as $$
begin
	return array(select r.id from data.requests r where r.asked_by = me()
	    union select r.id from data.requests r join data.memberships s on s.group_id = r.group_id where s.person_id = me()
	    union select m.request_id from data.messages m where m.author_id = me()
	    union select m.request_id from data.matches m where m.person_id = me()
	    union select t.request_id from data.tasks t where t.id = any (suspension_tasks(me()))
	    union select t.request_id from data.claims c join data.tasks t on t.id = c.task_id where c.person_id = me()
	    union select t.request_id from data.invitations i join data.tasks t on t.id = i.task_id where i.person_id = me());
end $$;

create function erase_groups() returns bigint[] language plpgsql stable security definer as $$
begin
	return array(select s.group_id from data.memberships s where s.person_id = me() and s.left_at is null);
end $$;

-- What is mine, and goes: mails, or all else.  Logins are what other deeds
-- come to last.
create function erase_rows(mails bool) returns void language plpgsql security definer as $$
declare
	c record;
	of_address text := (select a.address from data.accounts a where a.person_id = me());
begin
	for c in select distinct k.tbl, k.tbl = 'logins' as last_, case when k.rows_erase = 'removed' then k.rows_of else k.of_ end as of_
	    from privacy_columns() k where k.tbl <> 'people' and (k.tbl = 'outbox') = mails and (k.rows_erase = 'removed'
	    or k.kind = 'person' and (k.erase like 'emptied%' or k.erase like 'kept without the name %')) order by 2, 1, 3
	loop
		execute format('select from data.%I x where %s for update', c.tbl, privacy_where(c.of_)) using me(), of_address;
	end loop;
end $$;

-- Locks all that an erase touches before the person.  Every other deed holds
-- some of that first and then asks for the person: at still_here(), with a
-- mail, with a row that names them.  Deeds that let one person do one thing
-- at a time hold the person `for no key update` before what is theirs, so that
-- comes between.  What came to be meanwhile is not locked: then it is lost.
create function erase_locks() returns void language plpgsql security definer as $$
declare
	requests bigint[] := erase_requests();
	tasks bigint[] := suspension_tasks(me());
	groups bigint[] := erase_groups();
begin
	perform from data.requests r where r.id = any (requests) order by r.id for update;
	perform suspension_task_locks(tasks);
	perform from data.groups g where g.id = any (groups) order by g.id for update;
	perform from data.suspensions s where s.person_id = me() order by s.id for update;
	perform from data.people p where p.id = me() for no key update;
	perform erase_rows(false);
	perform from data.people p where p.id = me() for update;
	-- no more can come, and what the steward is just sending has left its trace
	perform erase_rows(true);
	if not (erase_requests() <@ requests and suspension_tasks(me()) <@ tasks and erase_groups() <@ groups) then
		raise exception using errcode = 'serialization_failure', message = 'somebody was faster';
	end if;
end $$;

-- What I am in the middle of is ended as I would end it, and everybody on the
-- other side hears of it.
create function person_leaves() returns void language plpgsql security definer as $$
declare
	x record;
	g data.groups;
begin
	perform erase_locks();
	for x in select distinct a.ref, a.id from data.appointments a join data.bookings b on b.appointment_id = a.id
	    join data.matches m on m.id = a.match_id
	    where b.person_id = me() and b.active and a.state = 'fixed' and a.ends_at > app_now()
	    and in_group(m.group_id) order by a.id loop
		perform appointments_cancel(x.ref, '');
	end loop;
	for x in select m.ref from data.matches m where m.person_id = me()
	    and m.state in ('agreed', 'scheduled', 'working', 'handed_over') order by m.id loop
		perform matches_release(x.ref, '');
	end loop;
	for x in select c.ref from data.claims c where c.person_id = me() and c.state = 'waiting' order by c.id loop
		perform claims_withdraw(x.ref);
	end loop;
	for x in select i.ref from data.invitations i where i.person_id = me() and i.state = 'sent' order by i.id loop
		perform invitations_decline(x.ref, '');
	end loop;
	for g in select * from my_lone_groups() loop
		perform group_emptied(g);
	end loop;
	for x in select o.ref, o.id from data.groups o join data.memberships m on m.group_id = o.id
	    where m.person_id = me() and m.left_at is null order by o.id for update of o loop
		-- Only who is paused is left: the desk looks for somebody.
		if member_last(x.id) then
			perform membership_over(x.id, me());
			perform audit('memberships_end', 'group', x.id, 'left');
			perform mail_desk('group_leaving', jsonb_build_object('group', x.ref));
		else
			perform memberships_end(x.ref, null);
		end if;
	end loop;
	update data.promises p set state = 'moved', ended_at = app_now() where p.person_id = me() and p.state = 'due';
end $$;

-- Whether a community would be without a coordinator.
create function last_coordinator() returns bool language plpgsql stable security definer as $$
begin
	return exists (select from data.coordinators c where c.person_id = me()) and not exists (
	    select from data.coordinators c join data.people p on p.id = c.person_id and p.state = 'active'
	    where c.community_id = here() and c.person_id <> me());
end $$;

-- The identity of this transaction is erased: all in one deed, and then it is
-- nobody's.  All that it touches is locked before anything is looked for
-- (erase_locks), so what other deeds of theirs did is seen here, and what they
-- are about to do ends at still_here().  So are their groups: of two who leave
-- one at once the second sees that nobody is left.
create function erase_me() returns void language plpgsql security definer as $$
declare
	p data.people;
	a data.accounts;
begin
	perform person_leaves();
	perform still_here();
	select * into p from data.people o where o.id = me();
	select * into a from data.accounts o where o.person_id = me();
	update data.people o set state = 'erased' where o.id = p.id;
	perform privacy_empty(p.id, a.address::text, p.name);
	perform privacy_remove(p.id, a.address::text);
	perform key_gone(to_jsonb(a) ->> 'vault');
	perform audit('person_erase', 'person', p.id);
	perform set_config('app.person', '', true);
end $$;

-- By the name of the person's key, or their reference: for the list of the
-- erased that is gone through after a restore.  True when somebody was.
create function person_erase(subject text) returns bool language plpgsql security definer as $$
declare
	c record;
	person bigint;
begin
	for c in select k.id from data.communities k order by k.id loop
		perform visit_as(c.id, null);
		select p.id into person from data.people p left join data.accounts a on a.person_id = p.id
		where p.state <> 'erased' and (p.ref = subject or to_jsonb(a) ->> 'vault' = subject);
		if person is not null then
			perform visit_as(c.id, person);
			perform erase_me();
			return true;
		end if;
	end loop;
	return false;
end $$;

-- By the person.  What was typed in this browser goes too.
create function erasures_new(browser text) returns answer language plpgsql security definer as $$
begin
	if me() is null then
		return absent();
	elsif last_coordinator() then
		perform refuse('erasures_last_coordinator');
	end if;
	delete from data.kept_forms k where k.browser_hash = browser;
	perform erase_me();
	return done('', 'erasures_done_said');
end $$;
