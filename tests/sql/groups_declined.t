#!/bin/bash
# A story is sent while the desk is saying no to its group: whichever is
# first, no story of a declined group waits on the desk.
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
key=declined-$RANDOM-$$
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

sql -v key="$key" >"$dir/made" <<'END' || exit 1
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Declined');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) values (:here, 'Desk') returning id as desk \gset
insert into data.coordinators (person_id, community_id) values (:desk, :here);
insert into data.people (community_id, name) values (:here, 'Contact') returning id as contact \gset
insert into data.groups (community_id, name, does) select :here, 'Group ' || n, 'x' from generate_series(1, 2) n;
insert into data.memberships (group_id, person_id, community_id) select id, :contact, :here from data.groups where community_id = :here;
insert into data.requests (community_id, group_id, asked_by, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, hours_words)
select :here, id, :contact, 't', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', 'any' from data.groups where community_id = :here;
commit;
select :here, :desk, :contact, string_agg(g.ref, '|' order by g.id) || '|' || string_agg(r.ref, '|' order by g.id)
from data.groups g join data.requests r on r.group_id = g.id where g.community_id = :here;
END
IFS='|' read -r here desk contact group1 group2 request1 request2 <"$dir/made"

# Somebody's deed, in a transaction that stays open for a while behind it.
deed() { # person, whether at the desk, deed, seconds
	sql <<END
set client_min_messages = warning;
begin;
set local role nocape_web;
select set_config('app.community', '$here', true), set_config('app.zone', 'UTC', true),
    set_config('app.person', '$1', true), set_config('app.desk', '$2', true) \g /dev/null
select answer from $3;
select pg_sleep($4) \g /dev/null
commit;
END
}
stands() {
	sql -c "select r.state || ' ' || g.state from data.requests r join data.groups g on g.id = r.group_id where r.ref = '$1'"
}
checks=0
check() {
	checks=$((checks + 1))
	if [ "$1" = "$2" ]; then echo "ok $checks - $3"; else
		echo "not ok $checks - $3"; echo "# found $1, wanted $2"; sed 's/^/# /' "$dir"/said.*
	fi
}

deed "$desk" t "groups_decline('$group1', 'no', 'elsewhere')" 1 >"$dir/said.1" 2>&1 &
sleep 0.4
deed "$contact" f "asks_send('$request1')" 0 >"$dir/said.2" 2>&1
wait
check "$(stands "$request1")" "draft declined" "a story sent behind the no stays a draft"

deed "$contact" f "asks_send('$request2')" 1 >"$dir/said.1" 2>&1 &
sleep 0.4
deed "$desk" t "groups_decline('$group2', 'no', 'elsewhere')" 0 >"$dir/said.2" 2>&1
wait
check "$(stands "$request2")" "declined declined" "one sent before it hears the no as well"
echo "1..$checks"
