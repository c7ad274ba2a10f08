#!/bin/bash
# A hundred rounds: one deed holds a row of somebody's and then asks for the
# person, as all deeds do at their end or with a mail; meanwhile another takes
# the person and wants the row.  No two wait for each other.
sql() { psql -qXAt -v ON_ERROR_STOP=1 -v VERBOSITY=verbose "$@"; }
key=locks-$RANDOM-$$
rounds=${ROUNDS:-13}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

sql -F '|' -v key="$key" -v rounds="$rounds" >"$dir/made" <<'END' || exit 1
set client_min_messages = warning;
begin;
insert into data.communities (key, name) values (:'key', 'Locks');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name) values (:here, 'Desk') returning id as desk \gset
insert into data.coordinators (person_id, community_id) values (:desk, :here);
create temp table p as with made as (
	insert into data.people (community_id, name, has_factor) select :here, 'P' || n, true from generate_series(1, 10 * :rounds) n returning id, ref)
	select * from made;
insert into data.accounts (person_id, community_id, address, password_hash, vault) select id, :here, 'p' || id || '@locks.example', 'x', md5('v' || id) from p;
insert into data.logins (community_id, person_id, token_hash, ends_at, factor, factor_at)
select :here, id, md5(id::text) || md5(id::text), app_now() + interval '1 day', 'totp', app_now() from p;
insert into data.logins (community_id, person_id, token_hash, ends_at, factor, factor_at)
select :here, id, md5('2' || id) || md5('2' || id), app_now() + interval '1 day', 'totp', app_now() from p;
insert into data.volunteers (person_id, community_id, state) select id, :here, 'new' from p;
insert into data.totps (person_id, community_id, state, seed) select id, :here, 'on', '1.' || repeat('A', 70) from p;
insert into data.passkeys (community_id, person_id, credential, public_key, algorithm, counter, backed_up, name)
select :here, id, convert_to('c' || id, 'UTF8'), '\x01', -7, 0, false, 'k' from p;
insert into data.exports (community_id, person_id) select :here, id from p;
insert into data.address_changes (community_id, person_id, old_address, new_address, right_hash, ends_at)
select :here, id, 'old' || id || '@locks.example', 'p' || id || '@locks.example', right_hash('r' || id), app_now() + interval '7 days' from p;
create temp table g as with made as (
	insert into data.groups (community_id, name, does) select :here, 'G' || id, 'x' from p returning id, ref, name)
	select *, substr(name, 2)::bigint as person from made;
insert into data.memberships (group_id, person_id, community_id, contact) select id, person, :here, true from g;
insert into data.requests (community_id, group_id, asked_by, state, title, goal, today, hurts, affected, since, uses, reach, pressing, measure, hours_words, sent_at)
select :here, id, person, 'open', 't', 'g', 't', 'h', 'a', 's', 'u', 'afar', 'soon', 'm', 'any', app_now() from g;
commit;
select p.id, md5(p.id::text) || md5(p.id::text), md5('2' || p.id) || md5('2' || p.id), g.ref, r.ref, k.ref
from p join g on g.person = p.id join data.requests r on r.group_id = g.id join data.passkeys k on k.person_id = p.id order by p.id;
END

# Each deed is on somebody of its own.
tab() { # login, what is held, what comes then, a file that says it is held, seconds
	sql 2>&1 <<END
set client_min_messages = warning;
begin;
select verdict from visit('$key', '$1', 'OPEN', 'POST', '', 'b', 'v') \g /dev/null
$2 \g /dev/null
\! touch $4
select pg_sleep($5) \g /dev/null
$3;
commit;
END
}
one() { # kind, line of somebody
	local person login second grp request passkey hold after other
	IFS='|' read -r person login second grp request passkey <<<"$2"
	other="select answer from finish(erasures_new('b'))"
	after="select 'done' from still_here()"
	case $1 in
	request) hold="select from data.requests where ref = '$request' for update"
		after="select answer from finish(requests_message('$request', 'words'))" ;;
	group) hold="select from data.groups where ref = '$grp' for update"
		after="select 'done' from data.groups g, mail_group('group_vetted', g.id, jsonb_build_object('group', g.ref)) where g.ref = '$grp'" ;;
	# every other login ends with it
	password) hold="select people_password('y')" login=$second ;;
	volunteer) hold="select from data.volunteers where person_id = $person for update"
		after="select 'done' from mail('volunteer_vetted', $person)" ;;
	export) hold="select from data.exports where person_id = $person for update" ;;
	phone) hold="select from data.totps where person_id = $person for update" ;;
	passkey) hold="select from passkey_used(convert_to('c$person', 'UTF8'), 0, false, 'n' || $person, extract(epoch from app_now())::bigint)"
		after="select 'done' from login_new($person, md5('3' || $person) || md5('3' || $person), 'l', '{1,1,1,1}')" ;;
	removed) hold="select from passkey_used(convert_to('c$person', 'UTF8'), 0, false, 'n' || $person, extract(epoch from app_now())::bigint)"
		after="select 'done' from login_new($person, md5('3' || $person) || md5('3' || $person), 'l', '{1,1,1,1}')"
		other="select answer from finish(passkeys_remove('$passkey'))" ;;
	off) hold="select from data.totps where person_id = $person for update"
		other="select answer from finish(totps_remove())" ;;
	back) hold="select from data.accounts where person_id = $person for update"
		after="select 'done' from login_new($person, md5('3' || $person) || md5('3' || $person), 'l', '{1,1,1,1}')"
		other="select answer from finish(addresses_undo('r$person'))" ;;
	esac
	rm -f "$dir/held.$1"
	tab "$second" "$hold" "$after" "$dir/held.$1" 0.3 >"$dir/first.$1" &
	for _ in $(seq 200); do
		[ ! -f "$dir/held.$1" ] || break
		sleep 0.05
	done
	tab "$login" 'select' "$other" "$dir/other.$1" 0 >"$dir/second.$1"
	# a deed that was overtaken is done once more
	if grep -q 'somebody was faster' "$dir/second.$1"; then
		tab "$login" 'select' "$other" "$dir/other.$1" 0 >"$dir/second.$1"
	fi
	wait
	echo "$1 $(tail -qn1 "$dir/first.$1" "$dir/second.$1" | xargs)" >>"$dir/said.$1"
	grep -h '^ERROR\|ERROR: ' "$dir/first.$1" "$dir/second.$1" >>"$dir/errors.$1"
	return 0
}
kinds='request group password volunteer export phone passkey removed off back'
at=0
for kind in $kinds; do
	sed -n "$((at * rounds + 1)),$(((at + 1) * rounds))p" "$dir/made" >"$dir/of.$kind"
	at=$((at + 1))
	while read -r line; do one "$kind" "$line" </dev/null; done <"$dir/of.$kind" &
	pids="${pids:-} $!"
done
wait $pids
checks=0
for kind in $kinds; do
	checks=$((checks + 1))
	found=$(sort "$dir/said.$kind" | uniq -c | xargs)
	if [ "$found" = "$rounds $kind done done" ]; then
		echo "ok $checks - $kind: both deeds are done, $rounds times"
	else
		echo "not ok $checks - $kind: both deeds are done, $rounds times"
		echo "# $found"; sort "$dir/errors.$kind" | uniq -c | head -5 | sed 's/^/# /'
	fi
done
checks=$((checks + 1))
left=$(cat "$dir"/of.{request,group,password,volunteer,export,phone,passkey} | cut -d'|' -f1 | paste -sd,)
left=$(sql -c "select (select count(*) from data.people where id in ($left) and state = 'erased') || ' '
    || (select count(*) from data.groups g join data.memberships m on m.group_id = g.id where m.person_id in ($left) and g.name <> 'A group that left') || ' '
    || (select count(*) from data.accounts where person_id in ($left)) || ' ' || (select count(*) from data.logins where person_id in ($left))")
if [ "$left" = "$((7 * rounds)) 0 0 0" ]; then
	echo "ok $checks - who wanted to go is gone, and so are their groups and logins"
else
	echo "not ok $checks - who wanted to go is gone, and so are their groups and logins"; echo "# $left"
fi
echo "1..$checks"
