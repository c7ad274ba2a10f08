#!/bin/bash
# The last test: what Kore and its neighbours wrote while all others ran.
set -u
echo 1..3

logs=$NC_STACK/log

nowhere() {	# number, what it proves, pattern, files
	local found

	found=$(grep -hE "$3" "${@:4}" | head -5)
	if [ -z "$found" ]; then
		echo "ok $1 - $2"
	else
		echo "not ok $1 - $2"
		printf '%s\n' "$found" | sed 's/^/# /'
	fi
}

nowhere 1 "Kore knew every setting, and no worker died" \
    'ignoring|violation|status (31|11|6)|signal' "$logs"/kore*.log
nowhere 2 "no sanitizer spoke" \
    'AddressSanitizer|LeakSanitizer|runtime error' "$logs"/*.log
nowhere 3 "the database saw no crash and no deadlock" \
    'PANIC|FATAL: .*(crash|corrupt)|deadlock detected' "$logs"/postgres.log
