-- How long things are kept: written by `nocape migrate` as the settings say,
-- read by the steward that removes them and by the page that tells about it.
set role nocape_owner;
set search_path = data, public;

create table retention (
	kind text primary key,
	days int not null,
	constraint retention_kind_form check (kind ~ '^keep_[a-z_]{2,40}$'),
	constraint retention_days_range check (days between 0 and 36500)
);
alter table retention enable row level security;
alter table retention force row level security;
create policy retention_read on retention for select using (true);
grant select on retention to nocape_definer;

reset role;
reset search_path;
