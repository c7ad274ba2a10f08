#!/bin/bash
# Two hundred rounds of eight who send the same code from a phone, eight who
# send the same recovery code, and eight who enter the same mailed code for an
# address: each time one is first, and the others hear of it.
rounds=${ROUNDS:-200}
people=8
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }

key=race-$RANDOM-$$
sql -F '~' -v key="$key" -v rounds="$rounds" >"$dir/todo" <<'END' || exit 1
set client_min_messages = warning;
insert into data.communities (key, name) values (:'key', 'Race');
select id as here from data.communities where key = :'key' \gset
select set_config('app.community', :'here', false), set_config('app.zone', 'UTC', false) \g /dev/null
insert into data.people (community_id, name, has_factor) values (:here, 'Pia', true) returning id as pia \gset
insert into data.accounts (person_id, community_id, address, vault) values (:pia, :here, 'pia@race.example', md5('pia'));
insert into data.totps (person_id, community_id, state, seed) values (:pia, :here, 'on', '1.' || repeat('A', 70));
insert into data.logins (community_id, person_id, token_hash, ends_at)
select :here, :pia, encode(sha256(convert_to(:'key' || w, 'UTF8')), 'hex'), now() + interval '1 day' from generate_series(0, 7) w;
insert into data.recovery_codes (community_id, person_id, code_hash, batch)
select :here, :pia, code_hash(p.ref, 'CODE' || k), repeat('a', 64) from data.people p, generate_series(1, :rounds) k where p.id = :pia;
insert into data.mailed_codes (community_id, person_id, purpose, address, ref, browser_hash, code_hash, ends_at)
select :here, :pia, 'address', 'pia' || k || '@race.example', :'key' || k, 'b', code_hash(:'key' || k, '1'), now() + interval '1 hour'
from generate_series(1, :rounds) k;
select race, k, w, :here, :pia, encode(sha256(convert_to(:'key' || w, 'UTF8')), 'hex'), case race
    when 'code' then format('factors_enter(%s, %L, %L, %L)', k, envelope('totps.seed', md5('pia'), '1.' || repeat('A', 70)),
        encode(sha256(convert_to(race || k || 'x' || w || :'key', 'UTF8')), 'hex'), '/')
    when 'recovery' then format('factors_recover(%L, %L, %L)', 'CODE' || k,
        encode(sha256(convert_to(race || k || 'x' || w || :'key', 'UTF8')), 'hex'), '/')
    else format('addresses_enter(%L, %L, %L, %L)', :'key' || k, '1', 'b', race || k || w || :'key') end
from unnest('{code,recovery,address}'::text[]) race, generate_series(1, :rounds) k, generate_series(0, 7) w order by race, k, w;
END

for race in code recovery address; do
	for w in $(seq 0 $((people - 1))); do
		awk -F'~' -v race="$race" -v w="$w" '$1 == race && $3 == w {
			print "begin; select set_config(\x27app.community\x27, \x27" $4 "\x27, true), set_config(\x27app.person\x27, \x27" $5 "\x27, true), set_config(\x27app.zone\x27, \x27UTC\x27, true), set_config(\x27app.login\x27, \x27" $6 "\x27, true) \\g /dev/null"
			print "select answer from " $7 ";"
			print "commit;"
		}' "$dir/todo" >"$dir/$race.$w"
		psql -qXAt <"$dir/$race.$w" >"$dir/$race.$w.out" 2>"$dir/$race.$w.err" &
	done
	wait
done

n=0
check() {
	n=$((n + 1))
	if [ "$1" = "$2" ]; then
		echo "ok $n - $3"
	else
		echo "not ok $n - $3"
		echo "# have $1, want $2"
	fi
}
for race in code recovery address; do
	check "$(cat "$dir/$race".*.out | grep -c '^done$')" "$rounds" "$race: one of eight is first, $rounds times"
	check "$(cat "$dir/$race".*.err | grep -c 'deadlock\|could not serialize')" 0 "$race: nobody waits in a circle"
	check "$(cat "$dir/$race".*.err | grep -v 'totps_step_once\|recovery_codes_known\|mailed_codes_spent\|PL/pgSQL\|SQL statement\|aborted\|^CONTEXT\|^$' | grep -c ERROR)" 0 "$race: and no other trouble"
done
echo "1..$n"
