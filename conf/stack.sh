# shellcheck shell=bash disable=SC2154
# Functions that start the parts of one Nocape: PostgreSQL, nginx, two Kore
# and the steward, all below one folder.  Read in by conf/run and by
# tests/lib/stack, which set:
#   home	the checkout, or a copy of what was built there
#   state	the folder of the data, sockets, logs, keys and mails; absolute
#   port	where nginx listens with TLS
#   user	who it all runs as, when we are root; else empty
# and may set: listen (addresses), workers, rate, plain (a port without TLS).

pgbin=/usr/lib/postgresql/15/bin

# Debian keeps nginx where only root's PATH leads.
PATH=$PATH:/usr/sbin

group=
[ -z "${user:-}" ] || group=$(id -g "$user")

# Runs a command as the user of the stack.
as_user() {
	if [ -n "${user:-}" ]; then
		HOME=${state:-/} setpriv --reuid "$user" --regid "$group" \
		    --init-groups "$@"
	else
		"$@"
	fi
}

# Replaces this process by a command that ends with its parent: signal first.
exec_as_user() {
	local signal=$1

	shift
	export HOME=$state
	if [ -n "${user:-}" ]; then
		exec setsid setpriv --reuid "$user" --regid "$group" \
		    --init-groups --pdeathsig "$signal" "$@"
	else
		exec setsid setpriv --pdeathsig "$signal" "$@"
	fi
}

can_enter() {
	as_user test -r "$home/build/app.so" -a -x "$home/conf/run"
}

# What runs is copied to where its user can read it.
built_copied() {
	rm -rf "$state/app.new"
	mkdir -p "$state/app.new/build"
	cp -r conf sql "$state/app.new/"
	cp -r build/app.so build/public build/bin build/towns.tsv \
	    "$state/app.new/build/"
	chmod -R a+rX "$state/app.new"
	rm -rf "$state/app"
	mv "$state/app.new" "$state/app"
	home=$state/app
}

state_folders() {
	as_user mkdir -p "$state/run" "$state/log" "$state/mail"
	as_user mkdir -p -m 700 "$state/keys" "$state/tls"
	as_user chmod 700 "$state/run" "$state/keys" "$state/tls"
}

cluster_made() {
	[ -f "$state/pg/PG_VERSION" ] && return
	as_user rm -rf "$state/pg.new"
	as_user $pgbin/initdb -D "$state/pg.new" -U postgres -A trust \
	    -E UTF8 --locale C.UTF-8 >"$state/log/initdb.log" 2>&1 &&
	    as_user mv "$state/pg.new" "$state/pg"
}

# The host names of all communities, as the settings have them.
hosts() {
	sed -n 's/^host = *//p' "$state/nocape.conf"
}

certificate_fits() {
	local host

	[ -f "$state/tls/cert.pem" ] || return 1
	for host in $(hosts); do
		openssl x509 -in "$state/tls/cert.pem" -noout \
		    -checkhost "$host" | grep -q 'does match' || return 1
	done
}

# It names every community's host, so it comes after the settings.
certificate_made() {
	certificate_fits && return
	as_user openssl req -x509 -newkey ec -nodes -days 825 \
	    -pkeyopt ec_paramgen_curve:P-256 -subj /CN=localhost \
	    -addext "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1$(printf ',DNS:%s' $(hosts))" \
	    -keyout "$state/tls/key.pem" -out "$state/tls/cert.pem" \
	    2>"$state/log/openssl.log"
}

# filled TEMPLATE NAME=VALUE...: the template with @NAME@ replaced.
filled() {
	local template=$1 pair script=

	shift
	for pair in "$@"; do
		script="$script;s|@${pair%%=*}@|${pair#*=}|g"
	done
	sed "${script#;}" "$template"
}

written() {
	if [ -n "${user:-}" ]; then
		as_user tee "$1" >/dev/null
	else
		cat >"$1"
	fi
}

# base_url [HOST]: where that host's community begins.
base_url() {
	local host=${1:-localhost}

	if [ "$port" = 443 ]; then
		echo "https://$host"
	else
		echo "https://$host:$port"
	fi
}

# The made-up community has a neighbour.
settings_shipped() {
	cat "$home/conf/nocape.conf"
	[ "${demo:-on}" = off ] || cat "$home/conf/demo.conf"
}

settings_written() {
	settings_shipped | sed -e "s|^base_url =.*|base_url = $(base_url)|" \
	    -e "s|^database_host =.*|database_host = $state/run|" \
	    -e "s|^database_port =.*|database_port = 5432|" \
	    -e "s|^database_name =.*|database_name = nocape|" \
	    -e "s|^mail_folder =.*|mail_folder = $state/mail|" \
	    -e "s|^keys_folder =.*|keys_folder = $state/keys|" \
	    -e "s|^audit_file =.*|audit_file = $state/audit/heads|" \
	    -e "s|^smtp_url =.*|smtp_url =|" \
	    -e "s|^mail_from =.*|mail_from = Nocape <nocape@localhost>|" \
	    -e "s|^demo =.*|demo = ${demo:-on}|" \
	    -e "s|^limits =.*|limits = ${limits:-on}|" \
	    -e "s|^pseudo =.*|pseudo = ${pseudo:-off}|" \
	    -e "0,/^host =/s|^host =.*|host = localhost|" |
	    written "$state/nocape.conf"
}

# This machine's own always, since we ask there whether it is ready.
addresses() {
	{
		printf '%s\n' 127.0.0.1 ${listen:-}
		! grep -qs ' lo$' /proc/net/if_inet6 || echo '[::1]'
	} | sort -u
}

listen_lines() {
	local address

	for address in $(addresses); do
		printf 'listen %s:%s ssl http2; ' "$address" "$port"
	done
}

configuration_written() {
	local name bases

	as_user cp "$home/conf/postgresql.conf" "$state/pg/postgresql.conf"
	as_user cp "$home/conf/headers.conf" "$state/headers.conf"
	bases=$(for name in $(hosts); do
		printf '%s %s; ' "$name" "$(base_url "$name")"
	done)
	for name in kore1 kore2; do
		filled "$home/conf/kore.conf.in" NAME=$name \
		    WORKERS="${workers:-1}" STATE="$state" \
		    APP="${module:-$home/build/app.so}" |
		    written "$state/$name.conf"
	done
	filled "$home/conf/nginx.conf.in" STATE="$state" HOME="$home" \
	    LISTEN="$(listen_lines)" \
	    PLAIN="${plain:+listen 127.0.0.1:$plain;}" \
	    RATE="${rate:-40}" BURST="$((${rate:-40} * 5))" \
	    BASE_URL="$(base_url)" BASES="$bases" | written "$state/nginx.conf"
}

# service NAME: becomes that service.  Called in a process of its own.
service() {
	exec >>"$state/log/$1.log" 2>&1 </dev/null
	exec 9>&-
	cd "$home" || exit
	export NOCAPE_CONF="$state/nocape.conf"
	case $1 in
	postgres)
		# shellcheck disable=SC2086
		exec_as_user INT $pgbin/postgres -D "$state/pg" \
		    -k "$state/run" ${pgflags:-}
		;;
	kore1|kore2)
		rm -f "$state/run/$1.sock"
		# shellcheck disable=SC2086
		exec_as_user TERM ${wrap:-} kore -fnrc "$state/$1.conf"
		;;
	steward)
		exec_as_user TERM "$home/build/bin/steward"
		;;
	nginx)
		exec_as_user QUIT nginx -p "$state" -c "$state/nginx.conf" \
		    -e "$state/log/nginx.error.log"
		;;
	esac
}

# The signal that ends a service in order.
ending_signal() {
	case $1 in
	postgres) echo INT ;;
	nginx) echo QUIT ;;
	*) echo TERM ;;
	esac
}

database_answers() {
	$pgbin/pg_isready -q -h "$state/run" -U postgres 2>/dev/null
}

database_there() {
	as_user $pgbin/psql -X -q -h "$state/run" -U postgres -d nocape \
	    -c '' 2>/dev/null || [ -n "$asked" ] ||
	    as_user $pgbin/createdb -h "$state/run" -U postgres nocape
}

nocape_as_user() {
	(cd "$home" && as_user build/bin/nocape -c "$state/nocape.conf" "$@")
}

# Through TLS, nginx, Kore and the database.
site_answers() {
	curl -q -sfk --noproxy '*' --max-time 2 -o /dev/null \
	    "https://127.0.0.1:$port/readyz"
}

# waited SECONDS COMMAND: until the command says yes, or a service ended.
waited() {
	local last=$((SECONDS + $1))

	shift
	until "$@"; do
		[ -z "${asked:-}" ] || exit 1
		! one_fell || return 1
		[ "$SECONDS" -lt "$last" ] || return 1
		sleep 0.05
	done
}
