/* Kore's hooks: before the fork, in each worker, and at the end. */
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <kore/kore.h>
#include <kore/http.h>
#include <kore/seccomp.h>

#include <stdio.h>
#include <stdlib.h>

#include "core/vault.h"
#include "web/db.h"
#include "web/log.h"
#include "web/serve.h"
#include "web/site.h"

enum { TICK = 100, DRAIN = 5000 }; /* ms */

static pid_t parent;

#pragma GCC visibility push(default)

#if defined(__SANITIZE_ADDRESS__)
KORE_SECCOMP_FILTER("app", KORE_BPF_RET(SECCOMP_RET_ALLOW))
#else
/* What libpq, libsodium, glibc's time zones and a thread of hashing need
 * beyond Kore's own list. */
KORE_SECCOMP_FILTER("app", KORE_SYSCALL_ALLOW(newfstatat),
    KORE_SYSCALL_ALLOW(pread64), KORE_SYSCALL_ALLOW(clone3),
    KORE_SYSCALL_ALLOW(clone), KORE_SYSCALL_ALLOW(set_robust_list),
    KORE_SYSCALL_ALLOW(rseq), KORE_SYSCALL_ALLOW(sched_yield),
    KORE_SYSCALL_ALLOW(sched_getaffinity), KORE_SYSCALL_ALLOW(setpriority),
    KORE_SYSCALL_ALLOW(gettid), KORE_SYSCALL_ALLOW(getppid),
    KORE_SYSCALL_ALLOW(tgkill), KORE_SYSCALL_ALLOW(prlimit64),
    KORE_SYSCALL_ALLOW(restart_syscall), KORE_SYSCALL_ALLOW(mremap),
    KORE_SYSCALL_ALLOW(mlock), KORE_SYSCALL_ALLOW(munlock),
    KORE_SYSCALL_ALLOW(madvise), KORE_SYSCALL_ALLOW(getrandom),
    KORE_SYSCALL_ALLOW(getpeername), KORE_SYSCALL_ALLOW(getsockname),
    KORE_SYSCALL_ALLOW(getsockopt), KORE_SYSCALL_ALLOW(setsockopt),
    KORE_SYSCALL_ALLOW(socket), KORE_SYSCALL_ALLOW(connect),
    KORE_SYSCALL_ALLOW(fcntl), KORE_SYSCALL_ALLOW(poll),
    KORE_SYSCALL_ALLOW(sendto), KORE_SYSCALL_ALLOW(recvfrom),
    KORE_SYSCALL_ALLOW(getuid), KORE_SYSCALL_ALLOW(geteuid),
    KORE_SYSCALL_ALLOW(getgid), KORE_SYSCALL_ALLOW(getegid),
    KORE_SYSCALL_ALLOW(uname), KORE_SYSCALL_ALLOW(shutdown),
    /* the vault makes keys, and looks for the newest master */
    KORE_SYSCALL_ALLOW(getdents64), KORE_SYSCALL_ALLOW(renameat2),
    KORE_SYSCALL_ALLOW(fsync))
#endif

void kore_parent_configure(int, char **);
void kore_worker_configure(void);
void kore_worker_teardown(void);

#pragma GCC visibility pop

/* Kore has bound its sockets by now, with whatever umask it was born with:
 * the front connects as our group, and nobody else does. */
static void
sockets_shared(void)
{
	const struct kore_server *server;
	const struct listener	 *l;

	LIST_FOREACH(server, &kore_servers, list)
	LIST_FOREACH(l, &server->listeners, list)
	if (l->family == AF_UNIX && chmod(l->host, 0660) == -1)
		fatal("chmod %s: %s", l->host, errno_s);
}

/* Still before the fork: settings and keys are read once. */
void
kore_parent_configure(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	setvbuf(stdout, NULL, _IOLBF, 0);
	setvbuf(stderr, NULL, _IOLBF, 0);
	umask(0077);
	parent = getpid();
	sockets_shared();
	if (!site_start())
		fatal("the settings or the key cannot be used");
}

/* Also the heartbeat without which an idle worker never looks at its
 * connections (and with any other timer answers 408 to idle ones). */
static void
ticked(void *arg, u_int64_t now)
{
	(void)arg;
	/* Kore's worker holds both ends of the line to its parent, so that it
	 * never hears of its death: it would keep its place at the database
	 * for ever, and nobody could reach it. */
	if (getppid() != parent)
		raise(SIGTERM);
	db_tick(now);
	vault_tick();
	log_flush();
}

void
kore_worker_configure(void)
{
	atexit(log_flush);
	db_start(site_conninfo());
	kore_timer_add(ticked, TICK, NULL, 0);
}

/* Who knocks from now on is refused at once, and the front asks the other
 * instance, instead of waiting in a queue that nobody empties. */
static void
sockets_shut(void)
{
	const struct kore_server *server;
	const struct listener	 *l;

	LIST_FOREACH(server, &kore_servers, list)
	LIST_FOREACH(l, &server->listeners, list)
	shutdown(l->fd, SHUT_RD);
}

/* Kore drops what is in flight at SIGTERM: it is answered first. */
void
kore_worker_teardown(void)
{
	u_int64_t until = kore_time_ms() + DRAIN;

	kore_platform_disable_accept();
	sockets_shut();
	while (http_request_count > 0 && kore_time_ms() < until) {
		kore_platform_event_wait(50);
		kore_timer_run(kore_time_ms());
		http_process();
		kore_connection_prune(KORE_CONNECTION_PRUNE_DISCONNECT);
	}
	db_stop();
}
