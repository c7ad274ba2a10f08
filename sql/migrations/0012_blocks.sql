-- Two people who are kept apart, because one of them wished it.  The other
-- is told by nothing, and neither by what they no longer see.
set role nocape_owner;
set search_path = data, public;

create table blocks (
	person_id bigint not null,
	blocked_id bigint not null,
	community_id bigint not null,
	since timestamptz not null default app_now(),
	primary key (person_id, blocked_id),
	constraint blocks_blocked_not_self check (blocked_id <> person_id),
	foreign key (community_id, person_id) references people (community_id, id),
	foreign key (community_id, blocked_id) references people (community_id, id)
);
create index blocks_blocked on blocks (blocked_id);

-- Whether somebody was ever part of one: who never was is asked nothing.  Set
-- and left, so that no race can unset it.
alter table people add kept_apart bool not null default false;
create function blocks_told() returns trigger language plpgsql set search_path = data as $$
begin
	update people set kept_apart = true where id in (new.person_id, new.blocked_id) and not kept_apart;
	return null;
end $$;
create trigger blocks_told after insert on blocks for each row execute function blocks_told();
alter table blocks enable row level security;
alter table blocks force row level security;
create policy blocks_deeds on blocks to nocape_definer using (community_id = (select here()))
    with check (community_id = (select here()));
create policy blocks_read on blocks for select to nocape_web using (community_id = (select here())
    and person_id = (select me()));
grant select, insert, update, delete on blocks to nocape_definer;

reset role;
reset search_path;
