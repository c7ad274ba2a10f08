#!/bin/bash
# The roles: no superuser beyond `nocape roles`, also where an earlier release
# made its schemas as one.
base=old_$RANDOM$$
dir=$(mktemp -d) || exit 1
trap 'psql -qX -c "drop database if exists $base with (force)"; chmod -fR u+rwx "$dir"; rm -rf "$dir"' EXIT
sql() { psql -qXAt -v ON_ERROR_STOP=1 -d "$base" "$@"; }
user=$(stat -c %U "$NC_STACK/keys")
chown "$user" "$dir"
settings() { # ROLE: who changes the database
	sed "s|^database_name =.*|database_name = $base|; s|^database_owner =.*|database_owner = $1|
	    s|^keys_folder =.*|keys_folder = $dir/keys|" "$NC_CONF" >"$dir/$1.conf"
}
nocape() { # ROLE WORD...
	settings "$1"
	(cd "$NC_HOME" && if [ "$(id -un)" = "$user" ]; then build/bin/nocape -c "$dir/$1.conf" "${@:2}"
	else setpriv --reuid "$user" --regid "$user" --init-groups build/bin/nocape -c "$dir/$1.conf" "${@:2}"; fi) 2>&1
}
checks=0
check() { # what is, what should be, name
	checks=$((checks + 1))
	# shellcheck disable=SC2053 # a pattern
	if [[ $1 == $2 ]]; then echo "ok $checks - $3"; else
		echo "not ok $checks - $3"
		echo "# found $1, wanted $2"
	fi
}

psql -qX -c "create database $base"
check "$(nocape nocape_web migrate)" '*run nocape roles*' "a role that may not change the database is told whose turn it is"
check "$(nocape nobody_there migrate)" '*cannot be reached*' "and so is one that is not there"
check "$(nocape postgres roles postgres too)" '*no further words.' "roles takes one name"
check "$(nocape nocape_web roles nocape_web)" 'nocape: sql/roles.sql*ERROR*' "which is a superuser's"
check "$(nocape nocape_migrate roles)" '' "the superuser makes the roles, without a word"
# As an earlier release did, as the superuser.
check "$(nocape postgres migrate)" 'The database is at release*' "a superuser may migrate"
sql <<'END'
alter schema books owner to postgres; alter table books.migrations owner to postgres; alter table books.releases owner to postgres;
select format('alter schema %I owner to postgres', name) from books.releases \gexec
create schema r_older; create function r_older.f() returns int language sql as 'select 1';
create schema r_oldest; create table r_oldest.t ();
insert into books.releases values ('r_older', '2020-02-02'), ('r_oldest', '2020-01-01');
END
check "$(nocape nocape_migrate migrate)" '*run nocape roles*' "what belongs to the superuser is not touched by another"
nocape nocape_migrate roles
check "$(nocape nocape_migrate migrate)" 'The database is at release*' "made over, nobody needs one any more"
check "$(sql -c "select string_agg(nspname, ' ') from pg_namespace where nspname ~ '^r_old'")" r_older "the oldest release goes"
check "$(sql -c "select count(*) from pg_class c where c.relnamespace in (select oid from pg_namespace where nspname !~ '^pg_'
    and nspname not in ('public', 'information_schema', 'r_older')) and pg_get_userbyid(c.relowner) = 'postgres'")" 0 "no table is the superuser's"
check "$(sql -c "select string_agg(rolname || ':' || concat_ws(',', case when rolcanlogin then 'login' end, case when rolsuper or rolcreaterole or rolcreatedb then 'much' end,
    case when rolreplication then 'copy' end, case when rolbypassrls then 'all rows' end), ' ' order by rolname) from pg_roles where rolname like 'nocape%'")" \
    "nocape_audit:login nocape_backup:login,copy nocape_definer: nocape_guard: nocape_migrate:login,all rows nocape_owner: nocape_steward:login nocape_web:login" \
    "each may what it is for"
check "$(sql -c "select string_agg(member || '<' || role, ' ' order by 1) from (select m.member::regrole::text member, string_agg(m.roleid::regrole::text, ',' order by m.roleid::regrole::text) role
    from pg_auth_members m where m.member::regrole::text like 'nocape%' or m.roleid::regrole::text like 'nocape%' group by 1) x" | sed 's/nocape_//g')" \
    "migrate<audit,definer,guard,owner,steward,web steward<web" "and stands in for no other"
check "$(sql -c "select count(*) from pg_namespace n, pg_roles r where r.rolname in ('nocape_definer', 'nocape_guard', 'nocape_web', 'nocape_steward', 'nocape_audit', 'nocape_backup')
    and has_schema_privilege(r.oid, n.oid, 'create') and n.nspname !~ '^pg_'")" 0 "none of those that serve makes anything"
check "$(sql -c "set role nocape_backup; select count(*) from data.people" 2>&1)" '*permission denied*' "who copies the cluster reads no table"
echo "1..$checks"
