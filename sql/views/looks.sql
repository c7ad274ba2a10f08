-- Looks at somebody's contact details: a row each, which its owner reads.
-- What is shown is what such a row of the last half hour says.

-- Whether one of us keeps the other apart: then neither sees how to reach the other, also where help between us goes on.
create function kept_from_me(person bigint) returns bool language plpgsql stable security definer as $$
begin
	return exists (select from data.blocks b where b.community_id = here() and (b.person_id, b.blocked_id) in ((me(), person), (person, me())));
end $$;

-- A look at a person's number and mail, as they stand now.
create function look_at_person(match bigint, person bigint) returns void language plpgsql security definer as $$
begin
	insert into data.contact_views (community_id, match_id, person_id, of_id, what)
	select here(), look_at_person.match, me(), a.person_id, case when a.phone <> '' then 'phone_address' else 'address' end
	from data.accounts a where a.person_id = person and a.community_id = here() and a.person_id <> me()
	and (match is null or not kept_from_me(a.person_id));
end $$;

-- A look at where a group is; the desk is not told how to get in.
create function look_at_group(match bigint, grp bigint, entry bool) returns void language plpgsql security definer as $$
begin
	insert into data.contact_views (community_id, match_id, person_id, of_group_id, what)
	select here(), look_at_group.match, me(), d.id, d.what
	from (select g.id, concat_ws('_', case when g.street <> '' then 'street' end,
	        case when entry and g.entry_notes <> '' then 'entry' end) as what
	    from data.groups g where g.id = grp and g.community_id = here()) d where d.what <> '';
end $$;

-- A coordinator's look.  Nobody needs one at their own.
create function looks_person(person text) returns answer language plpgsql security definer as $$
declare
	p data.people;
begin
	select x.* into p from data.people x where x.ref = person and x.community_id = here() and at_desk() and x.state <> 'erased';
	if p.id is null then
		return absent();
	end if;
	perform look_at_person(null, p.id);
	perform audit('looks_person', 'person', p.id);
	return done(p.ref);
end $$;

create function looks_group(grp text) returns answer language plpgsql security definer as $$
declare
	g data.groups;
begin
	select x.* into g from data.groups x where x.ref = grp and x.community_id = here() and at_desk();
	if g.id is null then
		return absent();
	end if;
	if not in_group(g.id) then
		perform look_at_group(null, g.id, false);
	end if;
	perform audit('looks_group', 'group', g.id);
	return done(g.ref);
end $$;

-- Whether I looked at a person's, or a group's, from the desk half an hour ago at most.
create function desk_looked_at(person bigint, grp bigint) returns bool language plpgsql stable security definer as $$
begin
	if person is not null then
		return at_desk() and (person = me() or exists (select from data.contact_views v where v.of_id = person and v.person_id = me()
		    and v.match_id is null and v.at > app_now() - interval '30 minutes'));
	end if;
	return at_desk() and (in_group(grp) or exists (select from data.contact_views v where v.of_group_id = grp and v.person_id = me()
	    and v.match_id is null and v.at > app_now() - interval '30 minutes'));
end $$;

-- Who looked at mine and my groups', newest first, a page of twenty; `after`
-- is the last one of the page before.
create function looks_mine(after text) returns table (ref text, say text, looker text, owner text, at text, match text, title text,
    more bool) language plpgsql stable security definer as $$
declare
	from_id bigint := (select v.id from data.contact_views v where v.ref = after and v.community_id = here());
begin
	return query select l.ref, case when l.match_id is null then 'look_desk_' else 'look_yours_' end || l.what, p.name, g.name,
	    local(l.at), m.ref, t.title, l.more
	from (select v.*, count(*) over () > 20 as more, row_number() over (order by v.id desc) as place
	    from (select * from data.contact_views x where x.community_id = here() and x.person_id <> me()
	        and (x.of_id = me() or x.of_group_id in (select my_groups())) and (from_id is null or x.id < from_id)
	        order by x.id desc limit 21) v) l
	join data.people p on p.id = l.person_id left join data.groups g on g.id = l.of_group_id
	left join data.matches m on m.id = l.match_id and m.id in (select my_matches()) left join data.tasks t on t.id = m.task_id
	where l.place <= 20 order by l.place;
end $$;
