-- What many read, made cheap: a list of tasks needs no other table, visit()
-- runs as a role that row-level security asks nothing, figures are kept.
set role nocape_owner;
set search_path = data, public;

-- Half of a list's time went into looking up one group and one town a row.
alter table tasks add group_name text, add town text;
comment on column tasks.group_name is 'groups.name, kept by triggers, so that a list reads one table';
comment on column tasks.town is 'places.name, kept by a trigger, so that a list reads one table';
alter table tasks no force row level security;
alter table groups no force row level security;
update tasks t set group_name = (select g.name from groups g where g.id = t.group_id),
    town = (select p.name from places p where p.id = t.place_id);
alter table tasks force row level security;
alter table groups force row level security;
create function task_named() returns trigger language plpgsql as $$
begin
	new.group_name := (select g.name from groups g where g.id = new.group_id);
	new.town := (select p.name from places p where p.id = new.place_id);
	return new;
end $$;
create trigger tasks_named before insert or update of group_id, place_id, group_name, town on tasks
    for each row execute function task_named();
alter table tasks alter group_name set not null;
create function group_renamed() returns trigger language plpgsql as $$
begin
	update tasks set group_name = new.name where group_id = new.id;
	return null;
end $$;
create trigger groups_renamed after update of name on groups
    for each row when (old.name is distinct from new.name) execute function group_renamed();

-- visit() finds out who comes; it reads these and writes when a login was
-- last seen.  A policy that asks for the community would be asked in vain.
do $$
declare
	t text;
begin
	foreach t in array array['communities', 'logins', 'people', 'volunteers', 'coordinators', 'memberships'] loop
		execute format('create policy %I on data.%I for select to nocape_guard using (true)', t || '_guard', t);
	end loop;
end $$;
create policy logins_seen on logins for update to nocape_guard using (true);

-- As before, but by the task's key: row-level security holds a coalesce() for
-- leaky, and looked for the task in all of them.
reset role;
create or replace function data.claims_counted() returns trigger language plpgsql security definer as $$
declare
	task bigint := coalesce(new.task_id, old.task_id);
begin
	update data.tasks t set waiting = (select count(*) from data.claims c where c.task_id = t.id and c.state = 'waiting')
	where t.id = task;
	return null;
end $$;
set role nocape_owner;

-- What the front page tells, counted by the steward now and then; may be
-- lost, since it is counted again.
create unlogged table figures (
	community_id bigint primary key references communities,
	of_year jsonb not null,
	of_months jsonb not null,
	of_kinds jsonb not null,
	counted_at timestamptz not null,
	took interval not null
);
alter table figures enable row level security;
alter table figures force row level security;
create policy figures_deeds on figures to nocape_definer using (community_id = (select here()))
    with check (community_id = (select here()));
grant select, insert, update, delete on figures to nocape_definer;

reset role;
reset search_path;
