#!/bin/bash
# A volunteer raises a hand while one of the group wishes not to meet them,
# and a coordinator approves while it is wished: whichever is first, no hand
# waits and no seat is taken behind a block.  Each way round, held open.
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
key=blocks-$RANDOM-$$
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
rounds='first second third fourth'

sql -v key="$key" -v rounds="$rounds" >"$dir/made" <<'END' || exit 1
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Blocks');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) values (:here, 'Desk') returning id as desk \gset
insert into data.coordinators (person_id, community_id) values (:desk, :here);
create temp table r as select n, 'Contact ' || n as contact, 'Tom ' || n as tom from string_to_table(:'rounds', ' ') n;
insert into data.people (community_id, name) select :here, contact from r union all select :here, tom from r;
create function pg_temp.p(n text) returns bigint language sql as $$ select max(id) from data.people where name = n $$;
insert into data.volunteers (person_id, community_id, state, agreed_at, capacity) select pg_temp.p(tom), :here, 'vetted', now(), 5 from r;
insert into data.groups (community_id, name, does, state) select :here, n, 'x', 'vetted' from r;
insert into data.memberships (group_id, person_id, community_id) select g.id, pg_temp.p('Contact ' || g.name), :here from data.groups g where g.community_id = :here;
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
select :here, g.id, pg_temp.p('Contact ' || g.name), 'open', t.t, 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now() from data.groups g, (values ('old'), ('new')) t (t) where g.community_id = :here;
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published)
select :here, id, group_id, 'call', title, 60, true, true from data.requests where community_id = :here;
insert into data.matches (community_id, task_id, request_id, group_id, person_id, seat, state)
select :here, t.id, t.request_id, t.group_id, pg_temp.p('Tom ' || g.name), 'lead', 'released' from data.tasks t join data.groups g on g.id = t.group_id where t.title = 'old' and t.community_id = :here;
insert into data.claims (community_id, task_id, person_id, seat, place, read_story)
select :here, t.id, pg_temp.p('Tom ' || g.name), 'lead', 1, true from data.tasks t join data.groups g on g.id = t.group_id
where t.title = 'new' and t.community_id = :here and g.name in ('third', 'fourth');
commit;
select concat_ws('|', g.name, :here, :desk, pg_temp.p('Contact ' || g.name), pg_temp.p('Tom ' || g.name), (select ref from data.people where id = pg_temp.p('Tom ' || g.name)), m.ref, t.ref, c.ref)
from data.groups g join data.matches m on m.group_id = g.id join data.tasks t on t.group_id = g.id and t.title = 'new'
left join data.claims c on c.task_id = t.id where g.community_id = :here;
END

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
checks=0
check() {
	checks=$((checks + 1))
	if [ "$1" = "$2" ]; then echo "ok $checks - $3"; else
		echo "not ok $checks - $3"; echo "# found $1, wanted $2"; sed 's/^/# /' "$dir"/said.*
	fi
}
round() {
	IFS='|' read -r _ here desk contact tom tomref match task claim < <(grep "^$1|" "$dir/made")
	block="blocks_new('$match', '$tomref')"
	hand="claims_new('$task', 'lead', '', true)"
}
# Hands that wait and seats that are taken although there is a block.
behind() {
	sql -c "select (select count(*) from data.blocks where person_id = $contact) || ' ' ||
	    (select count(*) from data.claims c join data.tasks t on t.id = c.task_id where t.ref = '$task' and c.state = 'waiting') || ' ' ||
	    (select count(*) from data.matches m join data.tasks t on t.id = m.task_id where t.ref = '$task')"
}
race() { # who is first, at the desk, its deed; then the same of the second
	deed "$1" "$2" "$3" 1 >"$dir/said.1" 2>&1 &
	sleep 0.4
	deed "$4" "$5" "$6" 0 >"$dir/said.2" 2>&1
	wait
}

round first
race "$contact" f "$block" "$tom" f "$hand"
check "$(cat "$dir/said.2") $(behind)" "absent 1 0 0" "a hand behind the block finds no task"
round second
race "$tom" f "$hand" "$contact" f "$block"
case $(cat "$dir/said.2") in
done) check "$(behind)" "1 0 0" "a hand before it ends with it" ;;
*) check "$(grep -c 'somebody was faster' "$dir/said.2") $(behind)" "1 0 1 0" "or the block is done once more"
	deed "$contact" f "$block" 0 >"$dir/said.2" 2>&1 ;;
esac
check "$(behind)" "1 0 0" "and then no hand waits"
round third
race "$contact" f "$block" "$desk" t "claims_approve('$claim')"
check "$(cat "$dir/said.2") $(behind)" "lost 1 0 0" "a yes behind the block comes too late"
round fourth
race "$desk" t "claims_approve('$claim')" "$contact" f "$block"
check "$(cat "$dir/said.2") $(behind)" "done 1 0 1" "a yes before it is help under way, which goes on until it is ended"
echo "1..$checks"
