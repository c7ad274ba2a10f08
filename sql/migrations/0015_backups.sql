-- That a backup was made: the desk reads how old the last one is.
set role nocape_owner;
set search_path = data, public;

create table backups (
	id bigint generated always as identity primary key,
	begun_at timestamptz not null,
	ended_at timestamptz not null,
	bytes bigint not null,
	constraint backups_times_ordered check (ended_at >= begun_at),
	constraint backups_bytes_counted check (bytes > 0)
);
create index backups_ended on backups (ended_at);
alter table backups enable row level security;
alter table backups force row level security;
create policy backups_read on backups for select to nocape_web using ((select at_desk()));

reset role;
reset search_path;
