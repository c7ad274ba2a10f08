#!/bin/bash
# Somebody is erased in one tab while they do something in another: whichever
# is first, nothing of them is left, and what comes too late has not happened.
# Each way round, held open, with a visit as the web opens it.
sql() { psql -qXAt -v ON_ERROR_STOP=1 -v VERBOSITY=verbose "$@"; }
key=erase-$RANDOM-$$
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

sql -v key="$key" >"$dir/made" <<'END' || exit 1
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Erase');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) values (:here, 'Desk') returning id as desk \gset
insert into data.coordinators (person_id, community_id) values (:desk, :here);
create temp table r as select n from string_to_table('first second third fourth fifth sixth seventh eighth ninth', ' ') n;
insert into data.people (community_id, name) select :here, n from r;
insert into data.accounts (person_id, community_id, address) select id, :here, name || '@' || :'key' || '.example' from data.people where community_id = :here and name <> 'Desk';
insert into data.logins (community_id, person_id, token_hash, ends_at)
select :here, id, md5(id::text) || md5(id::text), app_now() + interval '1 day' from data.people where community_id = :here;
insert into data.volunteers (person_id, community_id, state, agreed_at, capacity)
select id, :here, 'vetted', app_now(), 5 from data.people where community_id = :here and name <> 'Desk';
insert into data.groups (community_id, name, does, state) values (:here, 'Group', 'x', 'vetted') returning id as grp \gset
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, sent_at)
values (:here, :grp, :desk, 'open', 't', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', app_now()) returning id as request \gset
insert into data.tasks (community_id, request_id, group_id, kind, title, minutes, afar, published)
values (:here, :request, :grp, 'call', 't', 60, true, true) returning ref as task \gset
insert into data.groups (community_id, name, does, state) values (:here, 'Both leave', 'x', 'new'), (:here, 'Both erase', 'x', 'new');
insert into data.memberships (group_id, person_id, community_id) select g.id, p.id, :here from data.groups g join data.people p
on p.community_id = :here and p.name in (case when g.name = 'Both leave' then 'sixth' else 'eighth' end, case when g.name = 'Both leave' then 'seventh' else 'ninth' end)
where g.community_id = :here and g.name like 'Both%';
commit;
select concat_ws('|', 'grp', ref) from data.groups where community_id = :here and name = 'Both leave';
select concat_ws('|', p.name, p.id, md5(p.id::text) || md5(p.id::text), :'task') from data.people p where p.community_id = :here;
END

# The number of the form, what is asked, seconds before and after it.
tab() {
	sql 2>&1 <<END
set client_min_messages = warning;
begin;
set local role nocape_web;
select verdict from visit('$key', '$login', 'MEMBER', 'POST', '$(printf %032d "$1")', 'b', 'v');
select pg_sleep($3) \g /dev/null
select answer from finish($2);
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
	IFS='|' read -r _ person login task < <(grep "^$1|" "$dir/made")
	hand="claims_new('$task', 'lead', 'My words', true)"
}
# Who they are, what they still offer, and what else of them is there.
left() {
	sql -c "select p.state || ' ' || p.name || ': '
	    || (select count(*) from data.claims c where c.person_id = p.id and (c.state = 'waiting' or c.words <> '')) || ' '
	    || (select count(*) from data.operations o where o.person_id = p.id) || ' '
	    || (select count(*) from data.logins l where l.person_id = p.id) from data.people p where p.id = $person"
}
late() {
	grep -c NC410 "$dir/said.2"
}
erase="erasures_new('b')"
nothing='erased Somebody who left: 0 0 0'

round first
tab 1 "$erase" 0 1 >"$dir/said.1" &
sleep 0.4
tab 2 "$hand" 0 0 >"$dir/said.2"
wait
check "$(tail -1 "$dir/said.1") $(left)" "done $nothing" "a hand that is raised while the erase is under way"
check "$(late)" 1 "has not been raised"

round second
tab 1 "$hand" 1 0 >"$dir/said.2" &
sleep 0.4
tab 2 "$erase" 0 0 >"$dir/said.1"
wait
check "$(tail -1 "$dir/said.1") $(left)" "done $nothing" "a hand that is raised after it, by a visit from before"
check "$(late)" 1 "has not been raised"

round third
tab 1 "$hand" 0 1 >"$dir/said.2" &
sleep 0.4
tab 2 "$erase" 0 0 >"$dir/said.1"
wait
if grep -q 'somebody was faster' "$dir/said.1"; then
	tab 2 "$erase" 0 0 >"$dir/said.1"
fi
check "$(tail -1 "$dir/said.2") $(tail -1 "$dir/said.1")" "done done" "a hand that is raised before it"
check "$(left)" "$nothing" "goes with it"

round fourth
tab 1 "$erase" 0 1 >"$dir/said.1" &
sleep 0.4
tab 2 "$erase" 0 0 >"$dir/said.2"
wait
check "$(tail -1 "$dir/said.1") $(late) $(left)" "done 1 $nothing" "erased twice: once is done"

# Two deeds at once that lock their person do not hold each other.
round fifth
tab 1 "groups_new('One', 'x', 'registered', '7', '', null, null)" 0 1 >"$dir/said.1" &
sleep 0.4
tab 2 "groups_new('Two', 'x', 'registered', '7', '', null, null)" 0 0 >"$dir/said.2"
wait
check "$(tail -qn1 "$dir/said.1" "$dir/said.2" | xargs)" "done done" "two deeds of one person wait for each other, and end"

# The last two of a group go at once: whoever is second sees that nobody is left.
told() {
	sql -c "select g.name || ' ' || (select count(*) from data.memberships m where m.group_id = g.id and m.left_at is null)
	    from data.groups g where g.id = (select m.group_id from data.memberships m where m.person_id = $person)"
}
round sixth
grp=$(sed -n 's/^grp|//p' "$dir/made")
tab 1 "memberships_leave('$grp', null, null)" 0 1 >"$dir/said.1" &
sleep 0.4
round seventh
tab 2 "$erase" 0 0 >"$dir/said.2"
wait
check "$(tail -qn1 "$dir/said.1" "$dir/said.2" | xargs) $(told)" "done done A group that left 0" "one leaves while the other is erased: the group is emptied"
round eighth
tab 1 "$erase" 0 1 >"$dir/said.1" &
sleep 0.4
round ninth
tab 2 "$erase" 0 0 >"$dir/said.2"
wait
check "$(tail -qn1 "$dir/said.1" "$dir/said.2" | xargs) $(told)" "done done A group that left 0" "both are erased: too"
echo "1..$checks"
