#!/bin/bash
# A group is renamed while its tasks are at work: lists call each task by the
# group's name of now, and nobody waits in a circle.
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
key=renamed-$RANDOM-$$
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

sql -v key="$key" >"$dir/made" <<'END' || exit 1
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Renamed');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) values (:here, 'Desk') returning id as desk \gset
insert into data.coordinators (person_id, community_id) values (:desk, :here);
insert into data.people (community_id, name) values (:here, 'Contact') returning id as contact \gset
insert into data.groups (community_id, name, does, state) values (:here, 'Before', 'x', 'vetted') returning id as grp, ref as group_ref \gset
insert into data.memberships (group_id, person_id, community_id) values (:grp, :contact, :here);
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
values (:here, :grp, :contact, 'open', 't', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now()) returning id as request \gset
insert into data.people (community_id, name) values (:here, 'Helper') returning id as helper \gset
insert into data.volunteers (person_id, community_id, state, agreed_at, capacity) values (:helper, :here, 'vetted', now(), 1);
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published)
values (:here, :request, :grp, 'call', 't', 60, true, true) returning id as task \gset
commit;
select concat_ws('|', :here, :contact, :helper, :grp, :'group_ref', :request, :task);
END
IFS='|' read -r here contact helper grp group request task <"$dir/made"

renamed() { # to what, seconds behind
	sql <<END
set client_min_messages = warning;
begin;
set local role nocape_web;
select set_config('app.community', '$here', true), set_config('app.zone', 'UTC', true),
    set_config('app.person', '$contact', true), set_config('app.desk', 'f', true) \g /dev/null
select answer from groups_change('$group', '$1', 'x', 'not_registered', '', '', '', '', '');
select pg_sleep($2) \g /dev/null
commit;
END
}
# The desk's deed on the request, that takes its time before it.
desk() { # seconds before, what it locks, statement
	sql <<END
set client_min_messages = warning;
begin;
select set_config('app.community', '$here', true), set_config('app.zone', 'UTC', true) \g /dev/null
select id from data.requests where id = $request for update \g /dev/null
$2
select pg_sleep($1) \g /dev/null
$3;
commit;
select 'done';
END
}
checks=0
check() {
	checks=$((checks + 1))
	if [ "$1" = "$2" ]; then echo "ok $checks - $3"; else
		echo "not ok $checks - $3"; echo "# found $1, wanted $2"; sed 's/^/# /' "$dir"/said.*
	fi
}

renamed Now 0.8 >"$dir/said.2" 2>&1 &
sleep 0.4
desk 0 "" "insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published)
values ($here, $request, $grp, 'call', 'new', 60, true, true)" >"$dir/said.1" 2>&1
wait
check "$(sql -c "select string_agg(distinct group_name, ' ') from data.tasks where group_id = $grp")" Now \
	"a task that was made meanwhile bears the new name too"

desk 0.8 "select id from data.tasks where id = $task for update \\g /dev/null" "insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat)
values ($here, $task, $request, $grp, $helper, 'lead')" >"$dir/said.1" 2>&1 &
sleep 0.4
renamed Later 0 >"$dir/said.2" 2>&1
wait
check "$(cat "$dir"/said.*)" "done
done" "a match is made while the group is renamed, and both are done"
echo "1..$checks"
