#!/bin/bash
# The last two members leave a group at once while it still asks for help:
# one goes and one stays, whoever is first, twenty times.
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

made() {
	sql -v key="last-$RANDOM-$$" <<'END'
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Last');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) values (:here, 'One') returning id as one \gset
insert into data.people (community_id, name) values (:here, 'Two') returning id as two \gset
insert into data.groups (community_id, name, does) values (:here, 'Group', 'x');
insert into data.memberships (group_id, person_id, community_id) select g.id, p, :here from data.groups g, unnest(array[:one, :two]) p
where g.community_id = :here;
insert into data.requests (community_id, group_id, asked_by, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, hours_words, state)
select :here, id, :one, 't', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', 'any', 'open' from data.groups where community_id = :here;
commit;
select :here, :one, :two, ref from data.groups where community_id = :here;
END
}
leaves() { # person
	sql 2>&1 <<END
set client_min_messages = warning;
begin;
set local role nocape_web;
select set_config('app.community', '$here', true), set_config('app.zone', 'UTC', true), set_config('app.person', '$1', true) \g /dev/null
select pg_sleep($2) \g /dev/null
select answer from memberships_leave('$ref', null, null);
commit;
END
}
stay=0 first=0 told=0
for round in $(seq 20); do
	IFS='|' read -r here one two ref < <(made)
	# Who is started first is a little ahead.
	if [ $((round % 2)) = 0 ]; then
		leaves "$one" 0.0$((RANDOM % 3)) >"$dir/one" &
		leaves "$two" 0.0$((RANDOM % 3)) >"$dir/two"
	else
		leaves "$two" 0.0$((RANDOM % 3)) >"$dir/two" &
		leaves "$one" 0.0$((RANDOM % 3)) >"$dir/one"
	fi
	wait
	left=$(sql -c "select count(*) from data.memberships m join data.groups g on g.id = m.group_id where g.ref = '$ref' and m.left_at is null")
	[ "$left" != 1 ] || stay=$((stay + 1))
	! grep -q '^done' "$dir/one" || first=$((first + 1))
	! grep -hq memberships_leave_what "$dir/one" "$dir/two" || told=$((told + 1))
done
checks=0
check() {
	checks=$((checks + 1))
	if [ "$1" = "$2" ]; then echo "ok $checks - $3"; else
		echo "not ok $checks - $3"; echo "# found $1, wanted $2"; sed 's/^/# /' "$dir"/one "$dir"/two
	fi
}
check $stay 20 "one of the two stays, each time"
check $told 20 "and is asked what becomes of the request"
[ $first -gt 0 ] && [ $first -lt 20 ]
check $? 0 "now the one was first, now the other ($first of 20)"
echo "1..$checks"
