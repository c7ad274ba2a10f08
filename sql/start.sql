-- What must stand before the first migration: the roles and the books of
-- what ran.  Run at every migrate, by the owner of the database; changes
-- nothing that is there.
do $$
declare
	r text;
begin
	foreach r in array array['nocape_owner nologin', 'nocape_definer nologin', 'nocape_guard nologin', 'nocape_web login',
	    'nocape_steward login', 'nocape_audit login'] loop
		if not exists (select from pg_roles where rolname = split_part(r, ' ', 1)) then
			execute format('create role %I %s', split_part(r, ' ', 1), split_part(r, ' ', 2));
		end if;
	end loop;
	execute format('revoke all on database %I from public', current_database());
	execute format('grant connect on database %I to nocape_web, nocape_steward, nocape_audit', current_database());
end $$;

create schema if not exists books;
create table if not exists books.migrations (
	name text primary key,
	hash text not null,
	at timestamptz not null default now()
);
create table if not exists books.releases (
	name text primary key,
	at timestamptz not null default now()
);
