-- The roles, the schema they share, and what they are to the database.  Run by
-- `nocape roles`, as a superuser, who is not needed after that; changes nothing
-- that is as it should be.
--   nocape_owner      owns all tables; nobody comes in as it
--   nocape_definer    whose deeds the web calls; nobody comes in as it
--   nocape_guard      finds out who comes; nobody comes in as it
--   nocape_web        pages: reads what row-level security shows, calls deeds
--   nocape_steward    mail, clocks, seals
--   nocape_audit      reads the audit trail, and nothing else
--   nocape_migrate    the `nocape` command: changes tables and functions
--   nocape_backup     copies the whole cluster as it is, and reads no table
do $$
declare
	r text;
	o record;
begin
	foreach r in array array['nocape_owner nologin', 'nocape_definer nologin', 'nocape_guard nologin', 'nocape_web login',
	    'nocape_steward login', 'nocape_audit login', 'nocape_migrate login bypassrls', 'nocape_backup login replication'] loop
		if not exists (select from pg_roles where rolname = split_part(r, ' ', 1)) then
			execute format('create role %I', split_part(r, ' ', 1));
		end if;
		execute format('alter role %I nosuperuser nocreaterole nocreatedb %s', split_part(r, ' ', 1), substr(r, strpos(r, ' ')));
	end loop;
	grant nocape_web to nocape_steward;
	grant nocape_owner, nocape_definer, nocape_guard, nocape_web, nocape_steward, nocape_audit to nocape_migrate;
	execute format('alter database %I owner to nocape_owner', current_database());
	execute format('revoke all on database %I from public', current_database());
	execute format('grant connect on database %I to nocape_web, nocape_steward, nocape_audit, nocape_migrate', current_database());
	-- What an earlier release made as the superuser.
	for o in select nspname from pg_namespace n join pg_roles p on p.oid = n.nspowner
	    where p.rolsuper and nspname !~ '^pg_' and nspname not in ('information_schema', 'public') loop
		execute format('alter schema %I owner to nocape_owner', o.nspname);
	end loop;
	for o in select c.relname from pg_class c join pg_roles p on p.oid = c.relowner
	    where p.rolsuper and c.relnamespace = to_regnamespace('books') and c.relkind = 'r' loop
		execute format('alter table books.%I owner to nocape_owner', o.relname);
	end loop;
	for o in select f.oid::regprocedure as name from pg_proc f join pg_roles p on p.oid = f.proowner
	    where p.rolsuper and f.pronamespace = to_regnamespace('data') loop
		execute format('alter function %s owner to nocape_owner', o.name);
	end loop;
end $$;
create schema if not exists data authorization nocape_owner;
create schema if not exists books authorization nocape_owner;
