#!/bin/bash
# Two hundred rounds of eight: eight people of eight groups fix overlapping
# times with the same two volunteers at the same instant.  One of them is
# first, the others read that somebody is booked, and nobody waits for
# another in a circle.
rounds=${ROUNDS:-200}
people=8
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }

echo 1..5

# A group for each of the eight; for each round and group a match of both
# volunteers, the lead now one and now the other, and one proposed time.
key=race-$RANDOM-$$
sql -v key="$key" -v rounds="$rounds" -v people="$people" >"$dir/todo" <<'END' || exit 1
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Race');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) select :here, n from unnest('{Tom,Sid}'::text[]) n;
insert into data.people (community_id, name) select :here, 'Member ' || i from generate_series(1, :people) i;
insert into data.volunteers (person_id, community_id, state) select id, :here, 'vetted' from data.people
where community_id = :here and name in ('Tom', 'Sid');
insert into data.groups (community_id, name, does, state) select :here, 'Group ' || i, 'x', 'vetted' from generate_series(1, :people) i;
insert into data.memberships (group_id, person_id, community_id)
select g.id, p.id, :here from data.groups g join data.people p on p.name = replace(g.name, 'Group', 'Member')
where g.community_id = :here and p.community_id = :here;
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure)
select :here, g.id, m.person_id, 'under_way', k::text, 'g', 't', 'h', 'a', 's', 'u', 'here', 'soon', 'm'
from generate_series(1, :rounds) k, data.groups g join data.memberships m on m.group_id = g.id where g.community_id = :here;
insert into data.tasks (community_id, request_id, group_id, state, kind, title, minutes, afar, seats, published)
select :here, id, group_id, 'filled', 'call', title, 60, true, 2, true from data.requests where community_id = :here;
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat, agreement_at)
select :here, t.id, t.request_id, t.group_id, p.id, case when (p.name = 'Tom') = (t.id % 2 = 0) then 'lead' else 'second' end, now()
from data.tasks t, data.people p where t.community_id = :here and p.community_id = :here and p.name in ('Tom', 'Sid');
insert into data.appointments (community_id, match_id, proposed_by, starts_at, ends_at, how)
select :here, m.id, m.person_id, now() + make_interval(days => t.title::int, mins => (m.group_id % 8)::int),
    now() + make_interval(days => t.title::int, mins => 60), 'phone'
from data.matches m join data.tasks t on t.id = m.task_id where m.community_id = :here and m.seat = 'lead';
commit;
select t.title, s.person_id, m.ref, a.ref, :here from data.appointments a join data.matches m on m.id = a.match_id
join data.tasks t on t.id = m.task_id join data.memberships s on s.group_id = m.group_id
where a.community_id = :here order by t.title::int, s.person_id;
END
here=$(head -1 "$dir/todo" | cut -d'|' -f5)
first=$(cut -d'|' -f2 "$dir/todo" | sort -n | head -1)

# Each of the eight waits in every round until the gate of that round opens.
# The outcome comes from the deed itself, as the web role does it.
for i in $(seq 0 $((people - 1))); do
	{
		cat <<'END'
set client_min_messages = warning;
set role nocape_web;
\set VERBOSITY terse
\set ON_ERROR_STOP off
END
		echo "select set_config('app.community', '$here', false), set_config('app.person', '$((first + i))', false), set_config('app.zone', 'UTC', false) \\g /dev/null"
		awk -F'|' -v me=$((first + i)) '$2 == me {
			print "select pg_advisory_lock_shared(4711, " $1 "), pg_advisory_unlock_shared(4711, " $1 ") \\g /dev/null"
			print "select answer from appointments_fix(\x27" $3 "\x27, \x27" $4 "\x27, \x27\x27);" }' "$dir/todo"
	} >"$dir/worker.$i"
done
{
	echo "select pg_advisory_lock(4711, k) from generate_series(1, $rounds) k \\g /dev/null"
	echo "\\! touch $dir/shut"
	for k in $(seq "$rounds"); do
		echo "do \$\$ begin for i in 1 .. 20000 loop exit when (select count(*) from pg_locks where locktype = 'advisory' and classid = 4711 and objid = $k and not granted) = $people; perform pg_sleep(0.001); if i = 20000 then raise exception 'not all came'; end if; end loop; end \$\$;"
		echo "select pg_advisory_unlock(4711, $k) \\g /dev/null"
	done
} >"$dir/gate"
sql -f "$dir/gate" 2>"$dir/gate.problem" &
until [ -e "$dir/shut" ] || ! kill -0 $! 2>/dev/null; do sleep 0.05; done
for i in $(seq 0 $((people - 1))); do
	sql -f "$dir/worker.$i" >"$dir/said.$i" 2>&1 &
done
wait

said() { cat "$dir"/said.* | grep -c -- "$1"; }
check() { # what was found, what was wanted, a name
	if [ "$1" = "$2" ]; then echo "ok - $3"; else
		echo "not ok - $3"; echo "# found $1, wanted $2"
		cat "$dir"/said.* "$dir/gate.problem" | sort | uniq -c | sort -rn | head -5 | sed 's/^/# /'
	fi
}
check "$(cat "$dir"/said.* | wc -l)" $((rounds * people)) "everybody got an answer, $rounds rounds of $people"
check "$(said '^done$')" "$rounds" "one a round was first"
check "$(said 'ERROR:  bookings_other_overlap$')" $((rounds * (people - 1))) "the others read that somebody is booked"
check "$(said 'deadlock')" 0 "nobody waited in a circle"
check "$(sql -c "select count(distinct lower(during)) || ' ' || count(*) from data.bookings where community_id = $here and active and person_id in (select id from data.people where name = 'Tom')")" \
	"$rounds $rounds" "and the volunteer is booked once a round"
