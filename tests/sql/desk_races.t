#!/bin/bash
# Two hundred rounds of eight, one race after the other: approvals for one
# seat, decisions on one claim, a group that withdraws while the desk
# approves, a volunteer who does, the third waiting place, and hands that go
# up while the desk approves.  One of the
# eight is first, the others hear of it, and nobody waits in a circle.
rounds=${ROUNDS:-200}
people=8
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }

# A community with eight coordinators, one group with its contact, and for
# each race and round a request with a task and volunteers of its own.  What
# it prints: race|round|worker|person|desk|deed.
key=race-$RANDOM-$$
sql -v key="$key" -v rounds="$rounds" >"$dir/todo" <<'END' || exit 1
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Race');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) select :here, 'Desk ' || i from generate_series(0, 7) i;
insert into data.coordinators (person_id, community_id) select id, :here from data.people where community_id = :here;
insert into data.people (community_id, name) values (:here, 'Contact') returning id as contact \gset
insert into data.groups (community_id, name, does, state) values (:here, 'Group', 'x', 'vetted') returning id as grp \gset
insert into data.memberships (group_id, person_id, community_id) values (:grp, :contact, :here);
create temp table rounds as
select race, k, race || '.' || k as name from unnest('{approve,decide,withdraw,back,place,mixed}'::text[]) race, generate_series(1, :rounds) k;
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
select :here, :grp, :contact, 'open', name, 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', now() from rounds;
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published)
select :here, id, group_id, 'call', title, 60, true, true from data.requests where community_id = :here;
insert into data.people (community_id, name)
select :here, name || '.' || i from rounds, generate_series(0, 9) i where i < case race when 'approve' then 3 when 'place' then 10 when 'mixed' then 9 else 1 end;
insert into data.volunteers (person_id, community_id, state, agreed_at, capacity)
select id, :here, 'vetted', now(), 1 from data.people where community_id = :here and name like '%.%.%';
insert into data.claims (community_id, task_id, person_id, seat, place, read_story)
select :here, t.id, p.id, 'lead', split_part(p.name, '.', 3)::int + 1, true
from data.tasks t join data.people p on p.community_id = :here and p.name like t.title || '.%'
where t.community_id = :here and split_part(p.name, '.', 3)::int < case when t.title like 'place.%' then 2 when t.title like 'mixed.%' then 1 else 3 end;
select promise('claim', t.request_id, null, null, null, c.ref) from data.claims c join data.tasks t on t.id = c.task_id
where c.community_id = :here \g /dev/null
commit;

select split_part(t.title, '.', 1), split_part(t.title, '.', 2), w,
    case when x.who = 'desk' then d.id when x.who = 'contact' then :contact else v.id end, x.who = 'desk', x.deed
from data.tasks t cross join generate_series(0, 7) w
join data.requests r on r.id = t.request_id
join data.people d on d.community_id = :here and d.name = 'Desk ' || w
left join data.claims c on c.task_id = t.id and c.place = case when t.title like 'approve.%' then w % 3 + 1 else 1 end
left join data.people v on v.community_id = :here
    and v.name = t.title || '.' || case when t.title like 'place.%' then w + 2 when t.title like 'mixed.%' then w + 1 else 0 end
cross join lateral (select case split_part(t.title, '.', 1)
    when 'withdraw' then case when w % 2 = 0 then 'desk' else 'contact' end
    when 'back' then case when w % 2 = 0 then 'desk' else 'self' end
    when 'mixed' then case when w % 2 = 0 then 'desk' else 'self' end
    when 'place' then 'self' else 'desk' end as who, case split_part(t.title, '.', 1)
    when 'approve' then format('claims_approve(%L)', c.ref)
    when 'decide' then format(case when w % 2 = 0 then 'claims_approve(%L)' else 'claims_decline(%L, ''no'')' end, c.ref)
    when 'withdraw' then case when w % 2 = 0 then format('claims_approve(%L)', c.ref) else format('requests_withdraw(%L, '''')', r.ref) end
    when 'back' then format(case when w % 2 = 0 then 'claims_approve(%L)' else 'claims_withdraw(%L)' end, c.ref)
    when 'mixed' then case when w % 2 = 0 then format('claims_approve(%L)', c.ref) else format('claims_new(%L, ''lead'', '''', true)', t.ref) end
    else format('claims_new(%L, ''lead'', '''', true)', t.ref) end as deed) x
where t.community_id = :here order by t.id, w;
END
here=$(sql -c "select id from data.communities where key = '$key'")

# The eight run the rounds in one order, and wait for each other at a gate
# before every fifth: a row's lock keeps them together in between.
race() {
	local i k
	rm -f "$dir"/worker.* "$dir"/said.* "$dir"/shut
	for i in $(seq 0 $((people - 1))); do
		{
			echo "set client_min_messages = warning; set role nocape_web;"
			echo "select set_config('app.community', '$here', false), set_config('app.zone', 'UTC', false) \\g /dev/null"
			awk -F'|' -v race="$1" -v me="$i" '$1 == race && $3 == me {
				print "select set_config(\x27app.person\x27, \x27" $4 "\x27, false), set_config(\x27app.desk\x27, \x27" $5 "\x27, false), set_config(\x27app.volunteer\x27, \x27" ($5 == "t" ? "f" : "t") "\x27, false) \\g /dev/null"
				if ($2 % 5 == 1) print "select pg_advisory_lock_shared(4712, " $2 "), pg_advisory_unlock_shared(4712, " $2 ") \\g /dev/null"
				print "select answer from " $6 ";" }' "$dir/todo"
		} >"$dir/worker.$i"
	done
	{
		echo "select pg_advisory_lock(4712, k) from generate_series(1, $rounds) k \\g /dev/null"
		echo "\\! touch $dir/shut"
		for k in $(seq 1 5 "$rounds"); do
			echo "do \$\$ begin for i in 1 .. 5000 loop exit when (select count(*) from pg_locks where locktype = 'advisory' and classid = 4712 and objid = $k and not granted) = $people; perform pg_sleep(0.004); if i = 5000 then raise exception 'not all came'; end if; end loop; end \$\$;"
			echo "select pg_advisory_unlock(4712, $k) \\g /dev/null"
		done
	} >"$dir/gate"
	sql -f "$dir/gate" 2>"$dir/gate.problem" &
	until [ -e "$dir/shut" ] || ! kill -0 $! 2>/dev/null; do sleep 0.05; done
	for i in $(seq 0 $((people - 1))); do
		psql -qXAt -f "$dir/worker.$i" >"$dir/said.$i" 2>&1 &
	done
	wait
}

checks=0
said() { cat "$dir"/said.* | grep -c -- "$1"; }
check() { # what was found, what was wanted, a name
	checks=$((checks + 1))
	if [ "$1" = "$2" ]; then echo "ok $checks - $3"; else
		echo "not ok $checks - $3"; echo "# found $1, wanted $2"
		cat "$dir"/said.* "$dir/gate.problem" | sort | uniq -c | sort -rn | head -5 | sed 's/^/# /'
	fi
}
# How many tasks of a race stand like that.
count() { sql -c "select count(*) from data.tasks t join data.requests r on r.id = t.request_id where t.community_id = $here and t.title like '$1.%' and $2"; }
live="(select count(*) from data.matches m where m.task_id = t.id and m.state <> 'released')"
of_state() { echo "(select count(*) from data.claims c where c.task_id = t.id and c.state = '$1')"; }

race approve
check "$(said '^done$') $(said '^lost$')" "$rounds $((rounds * 7))" "one seat, eight approvals: one done, seven hear who was faster"
check "$(count approve "t.state = 'filled' and r.state = 'under_way' and $live = 1 and $(of_state accepted) = 1 and $(of_state declined) = 2")" \
	"$rounds" "one match, and the other two claims have their ending"

race decide
check "$(said '^done$') $(said '^lost$')" "$rounds $((rounds * 7))" "one claim, eight decisions: one counts"
check "$(count decide "$live = $(of_state accepted) and $(of_state accepted) + $(of_state declined) = 1")" \
	"$rounds" "a match where it was a yes, none where it was a no"

race withdraw
check "$(cat "$dir"/said.* | grep -cvE '^(done|lost)$')" 0 "a withdrawal against approvals: everybody gets an answer"
check "$(count withdraw "r.state = 'withdrawn' and t.state = 'cancelled' and $live = 0 and $(of_state waiting) = 0")" \
	"$rounds" "withdrawn in the end, with no match and no claim left"

race back
check "$(said '^done$') $(said '^lost$')" "$rounds $((rounds * 7))" "a claim taken back against approvals: one counts"
check "$(count back "$live = $(of_state accepted) and $(of_state accepted) + $(of_state withdrawn) = 1")" \
	"$rounds" "a match, or a claim that was taken back"

race place
check "$(said '^done$') $(said '^lost$')" "$rounds $((rounds * 7))" "the third waiting place, eight hands: one gets it"
check "$(count place "t.waiting = 3 and $(of_state waiting) = 3")" "$rounds" "three wait, and the task says so"

race mixed
check "$(cat "$dir"/said.* | grep -cvE '^(done|lost)$')" 0 "hands go up while the desk approves: everybody gets an answer"
check "$(count mixed "t.state = 'filled' and $live = 1 and $(of_state waiting) = 0 and t.waiting = 0")" \
	"$rounds" "one match, and nobody is left waiting"
echo "1..$checks"
