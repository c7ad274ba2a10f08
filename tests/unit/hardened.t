#!/bin/bash
# What is built is built so that a slip ends a process and opens no way in.
set -u
cd "$(dirname "$0")/../.." || exit

n=0 why=
for file in build/app.so build/bin/nocape build/bin/steward; do
	said=$(checksec --format=json --file="$file")
	for want in '"relro":"full"' '"canary":"yes"' '"nx":"yes"' '"pie":"\(yes\|dso\)"' '"rpath":"no"' '"runpath":"no"' '"fortify_source":"yes"'; do
		n=$((n + 1))
		grep -q "$want" <<<"$said" || { printf 'not '; why="# $said"; }
		printf 'ok %s - %s: %s\n%s' $n $file "${want//[\"\\()]/}" "${why:+$why
}"
		why=
	done
done
echo "1..$n"
