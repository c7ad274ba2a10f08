-- What must stand before the first migration: the roles, and the books of what
-- ran.  Run at every migrate; changes nothing that is there.
do $$
begin
	if not pg_has_role(current_user, 'nocape_owner', 'member') or not pg_has_role(current_user, 'nocape_definer', 'member')
	    or not coalesce(has_schema_privilege(to_regnamespace('books'), 'create'), false)
	    or not coalesce(has_schema_privilege(to_regnamespace('data'), 'create'), false)
	    or (select count(*) <> 8 from pg_roles where rolname in ('nocape_owner', 'nocape_definer', 'nocape_guard', 'nocape_web',
	    'nocape_steward', 'nocape_audit', 'nocape_migrate', 'nocape_backup')) then
		raise undefined_object;
	end if;
exception when undefined_object then
	raise 'the roles are not as they should be: as a superuser of PostgreSQL, run nocape roles';
end $$;

create table if not exists books.migrations (
	name text primary key,
	hash text not null,
	at timestamptz not null default now()
);
create table if not exists books.releases (
	name text primary key,
	at timestamptz not null default now()
);
-- Who owns a function may make things where it stands: until the grants.
grant create on schema data to nocape_definer, nocape_guard;
