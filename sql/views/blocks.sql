-- Blocks: two people are kept apart, both ways and without a word.  A group's
-- tasks are not there for a volunteer who is kept apart from one of its
-- people, nor is the volunteer for those who look for one.

-- Whether I was ever part of a block: visit() says so.  Inlined.
create function apart() returns bool language sql stable as $$ select coalesce(current_setting('app.apart', true), '') = 't' $$;

-- Tasks that are not there for me; not those of my own groups and matches.
-- Asked once a list, of who is apart() from somebody.
create function barred_tasks() returns bigint[] language plpgsql stable security definer as $$
begin
	if me() is null or not exists (select from data.blocks b where b.person_id = me() or b.blocked_id = me()) then
		return '{}';
	end if;
	return array(with apart as (select b.blocked_id as id from data.blocks b where b.person_id = me() and b.community_id = here()
	    union select b.person_id from data.blocks b where b.blocked_id = me() and b.community_id = here())
	select t.id from data.tasks t join data.memberships s on s.group_id = t.group_id and s.left_at is null
	where s.person_id in (select id from apart) and t.group_id not in (select my_groups())
	and not exists (select from data.matches m where m.task_id = t.id and m.person_id = me() and m.state <> 'released')
	union select m.task_id from data.matches m where m.person_id in (select id from apart) and m.state <> 'released'
	and m.group_id not in (select my_groups())
	and not exists (select from data.matches o where o.task_id = m.task_id and o.person_id = me() and o.state <> 'released'));
end $$;

-- People who are not there for a task: kept apart from one of its group, or
-- from one who helps with it.
create function barred_people(task bigint) returns bigint[] language plpgsql stable security definer as $$
begin
	return array(with here_ as (select s.person_id from data.tasks t join data.memberships s on s.group_id = t.group_id
	    and s.left_at is null where t.id = task
	    union select m.person_id from data.matches m where m.task_id = task and m.state <> 'released')
	select b.blocked_id from data.blocks b where b.person_id in (select person_id from here_)
	union select b.person_id from data.blocks b where b.blocked_id in (select person_id from here_));
end $$;

-- Hands and invitations between the two that wait for an answer, by task.
create function block_tasks(a bigint, b bigint) returns bigint[] language plpgsql stable security definer as $$
begin
	return array(select o.task_id from (select c.task_id, c.person_id from data.claims c where c.person_id in (a, b) and c.state = 'waiting'
	    union select i.task_id, i.person_id from data.invitations i where i.person_id in (a, b) and i.state = 'sent') o
	join data.tasks t on t.id = o.task_id
	where exists (select from data.memberships s where s.group_id = t.group_id and s.left_at is null and s.person_id in (a, b)
	    and s.person_id <> o.person_id)
	or exists (select from data.matches m where m.task_id = t.id and m.state <> 'released' and m.person_id in (a, b)
	    and m.person_id <> o.person_id));
end $$;

-- Locked in the order of all deeds, the two people last; what came to be
-- meanwhile makes the deed lost, and done again it sees it.
create function block_locks(a bigint, b bigint) returns bigint[] language plpgsql security definer as $$
declare
	tasks bigint[] := block_tasks(a, b);
begin
	perform from data.requests r where r.id in (select t.request_id from data.tasks t where t.id = any (tasks)) order by r.id for update;
	perform from data.tasks t where t.id = any (tasks) order by t.id for update;
	perform from data.claims c where c.task_id = any (tasks) order by c.id for update;
	perform from data.invitations i where i.task_id = any (tasks) order by i.id for update;
	perform from data.people p where p.id in (a, b) order by p.id for no key update;
	if not block_tasks(a, b) <@ tasks then
		raise exception using errcode = 'serialization_failure', message = 'somebody was faster';
	end if;
	return tasks;
end $$;

-- What waits between them ends: mine as if I had taken it back, the other's
-- like any that came to nothing.  Without an a, all that b waits for does so.
create function block_ends(tasks bigint[], a bigint, b bigint) returns void language plpgsql security definer as $$
declare
	x record;
begin
	for x in select c.id, c.ref, c.person_id, r.ref as thread from data.claims c join data.tasks t on t.id = c.task_id
	    join data.requests r on r.id = t.request_id
	    where c.task_id = any (tasks) and c.person_id in (a, b) and c.state = 'waiting' order by c.id
	loop
		update data.claims c set state = case when x.person_id = a then 'withdrawn' else 'declined' end, decided_at = app_now() where c.id = x.id;
		perform keep('claim', x.ref, 'moved');
		perform audit('claims_ended', 'claim', x.id, 'ended');
		if x.person_id is distinct from a then
			perform mail('claim_ended', x.person_id, jsonb_build_object('claim', x.ref, 'why', 'ended'), x.thread);
		end if;
	end loop;
	for x in select i.id, i.ref, i.person_id, r.ref as thread from data.invitations i join data.tasks t on t.id = i.task_id
	    join data.requests r on r.id = t.request_id
	    where i.task_id = any (tasks) and i.person_id in (a, b) and i.state = 'sent' order by i.id
	loop
		update data.invitations i set state = case when x.person_id = a then 'declined' else 'cancelled' end, answered_at = app_now() where i.id = x.id;
		perform keep('invitation', x.ref, 'moved');
		perform audit('invitations_cancel', 'invitation', x.id);
		if x.person_id is distinct from a then
			perform mail('invitation_cancelled', x.person_id, jsonb_build_object('invitation', x.ref, 'why', 'desk'), x.thread);
		end if;
	end loop;
end $$;

-- Somebody of the other side of a match of mine.
create function blocks_new(match text, person text) returns answer language plpgsql security definer as $$
declare
	other bigint := (select p.id from report_people('match', match) p where p.ref = person);
begin
	if not exists (select from report_from('match', match)) then
		return absent();
	elsif other is null then
		perform refuse('blocks_person_known');
	end if;
	perform block_ends(block_locks(me(), other), me(), other);
	insert into data.blocks (person_id, blocked_id, community_id) values (me(), other, here()) on conflict do nothing;
	perform audit('blocks_new', 'person', other, case when found then '' else 'again' end);
	return done('', 'blocks_new_said');
end $$;

create function blocks_end(person text) returns answer language plpgsql security definer as $$
declare
	other bigint := (select p.id from data.people p where p.ref = person and p.community_id = here());
begin
	delete from data.blocks b where b.person_id = me() and b.blocked_id = other and b.community_id = here();
	if not found then
		return absent();
	end if;
	perform audit('blocks_end', 'person', other);
	return done('', 'blocks_end_said');
end $$;

-- Whom I keep apart from me, by name.
create function blocks_mine() returns table (ref text, name text, since text) language sql stable security definer as $$
	select p.ref, p.name, local(b.since) from data.blocks b join data.people p on p.id = b.blocked_id
	where b.person_id = me() and b.community_id = here() order by b.since desc, p.id limit 50
$$;
