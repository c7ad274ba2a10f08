#!/bin/bash
# conf/install where packages are missing: with sudo, and without.
set -u
cd "$(dirname "$0")/../.." || exit
echo 1..4
n=0

check() {	# name, what was got, what was wanted
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf 'got    %s\nwanted %s\n' "$2" "$3" | sed 's/^/# /'
	fi
}

shims=$(mktemp -d)
trap 'rm -rf "$shims"' EXIT

# Only the compiler is installed on this machine, and we are nobody.
shim() {
	printf '#!/bin/sh\n%s\n' "$2" >"$shims/$1"
	chmod 755 "$shims/$1"
}
# shellcheck disable=SC2016
shim dpkg-query 'echo "installed gcc"; exit 1'
shim id 'echo 1000'
shim sudo 'exit 1'
printf '%s\n' '# a list' 'gcc	the compiler' 'kore	the server' \
    'nodejs|sh	there' 'npm|no-such-command	not there' >"$shims/list"

install() {
	PATH=$shims:$PATH conf/install "$shims/list" 2>&1
}

said=$(install)
check "who may not install stops" "$?" 1
check "and is told the command" "$said" \
    "Nocape needs some Debian packages. Install them, then run make again:
    sudo apt-get update && sudo apt-get install kore npm"

shim sudo "echo \"\$*\" | grep -o ' apt-get.*' >>$shims/did; exit 0"
install >/dev/null
check "who has sudo goes on" "$?" 0
check "and has what is missing installed" \
    "$(sed -n 's/.* install --yes //; s/--[a-z-]* //gp' "$shims/did")" "kore npm"
