# shellcheck shell=bash disable=SC2154
# Functions that keep the services of conf/stack.sh going.  A test may hold
# one down with a file run/NAME.held; its process is in run/NAME.child.

# The terminal may be gone.
notice() {
	echo "$*" 2>/dev/null || true
}
trap : PIPE

# A signal only leaves a mark: bash may give up a handler halfway when a
# read's time is over.
declare -A pid begun delay
stopping=
fallen=
asked=
terminal=
[ ! -t 1 ] || terminal=yes
trap 'asked=yes' INT TERM HUP
exec {never}<> <(:)

begin() {
	local name=$1 wait=${2:-0}

	(
		[ "$wait" = 0 ] || read -rt "$wait" -u "$never" || true
		while [ -e "$state/run/$name.held" ]; do
			sleep 0.05
		done
		service "$name"
	) &
	disown
	pid[$name]=$!
	echo $! | written "$state/run/$name.child"
	begun[$name]=$SECONDS
}

# Takes away what a killed service leaves: nginx its workers, which keep the
# port for ever, Kore its shared memory.
bury() {
	local id creator

	kill -"$2" -- "-$1" 2>/dev/null || true
	ipcs -m -p | while read -r id _ creator _; do
		[ "$creator" != "$1" ] ||
		    ! ipcs -m -i "$id" 2>/dev/null | grep -q 'nattch=0' ||
		    ipcrm -m "$id" || true
	done
}

# Asks again each second: who is only about to become the service has no
# group yet, and loses what it does not know.
end() {
	local name=$1 p=${pid[$1]:-} tries=200 signal

	[ -n "$p" ] || return 0
	while kill -0 "$p" 2>/dev/null && [ $tries -gt 0 ]; do
		if [ $((tries % 20)) = 0 ]; then
			signal=TERM
			! kill -0 -- "-$p" 2>/dev/null ||
			    signal=$(ending_signal "$name")
			kill -"$signal" "$p" 2>/dev/null || true
		fi
		sleep 0.05
		tries=$((tries - 1))
	done
	[ $tries -gt 0 ] || kill -KILL "$p" 2>/dev/null || true
	case $tries in
	0|200) bury "$p" KILL ;;
	esac
	unset "pid[$name]"
}

end_all() {
	[ -z "$stopping" ] || return 0
	stopping=yes
	trap '' INT TERM HUP
	trap - EXIT
	[ -z "$asked" ] || notice "Stopping."
	for name in nginx kore1 kore2 steward postgres; do
		end $name
	done
}

# Sets fallen to a service that ended by itself.
one_fell() {
	for fallen in "${!pid[@]}"; do
		kill -0 "${pid[$fallen]}" 2>/dev/null || return 0
	done
	fallen=
	return 1
}

# Starts again what ended: at once, then later and later, up to 5 s.
begin_again() {
	local name=$1 last=${delay[$1]:-0}

	if [ $((SECONDS - ${begun[$name]})) -gt 20 ]; then
		last=0
	fi
	case $last in
	0) last=0.1 ;;
	0.1) last=1 ;;
	1) last=2 ;;
	*) last=5 ;;
	esac
	delay[$name]=$last
	bury "${pid[$name]}" "$(ending_signal "$name")"
	notice "$name ended and is started again (see $state/log/$name.log)."
	begin "$name" $last
}

# One look at all of them, then a tenth of a second's rest.  A terminal that
# is closed tells its first process alone, and make keeps that to itself.
watch() {
	local name

	[ -z "$terminal" ] || [ -t 1 ] || asked=yes
	[ -z "$asked" ] || exit 0
	for name in "${!pid[@]}"; do
		if [ -z "$stopping" ] && ! kill -0 "${pid[$name]}" 2>/dev/null; then
			begin_again "$name"
		fi
	done
	read -rt 0.1 -u "$never" || true
}
