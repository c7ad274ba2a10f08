/* The steward's life: connect, take the lock, work, wait, begin again. */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <gmime/gmime.h>
#include <sodium.h>

#include "core/vault.h"
#include "sealer.h"
#include "server.h"
#include "steward.h"
#include "vaults.h"
#include "web/db_sync.h"

static volatile sig_atomic_t ending, hurried;

/* SIGUSR1 says that the clocks have something to do before their time. */
static void
heard(int sig)
{
	if (sig == SIGUSR1)
		hurried = 1;
	else
		ending = 1;
}

/* Seconds of a clock that nobody can set. */
static long
ticks(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (t.tv_sec);
}

void
steward_log(const char *what, long long id, const char *detail)
{
	fprintf(stderr,
	    "{\"who\":\"steward\",\"what\":\"%s\",\"id\":%lld,"
	    "\"detail\":\"",
	    what, id);
	for (; *detail != '\0'; detail++)
		if (*detail >= ' ' && *detail != '"' && *detail != '\\')
			fputc(*detail, stderr);
	fputs("\"}\n", stderr);
}

/* Only the one that holds the lock works; it is let go with the connection.
 * The number is the project's own: "NCST" in ASCII. */
static bool
locked(PGconn *conn)
{
	PGresult *r = PQexec(conn, "select pg_try_advisory_lock(1313035092)");
	bool	  ours;

	ours = PQresultStatus(r) == PGRES_TUPLES_OK &&
	    strcmp(PQgetvalue(r, 0, 0), "t") == 0;
	PQclear(r);
	return (ours);
}

/* Some of what the key store is behind with. */
static int
kept(PGconn *conn)
{
	size_t done;
	bool   fine;

	fine = vaults_seal(conn, &done);
	if (vaults_keyless() > 0)
		steward_log("wait to be sealed, and their key cannot be read",
		    (long long)vaults_keyless(), vault_problem());
	if (fine && vaults_give(conn, &done) && vaults_clear(conn, &done))
		return (0);
	steward_log("vault", 0, vaults_problem());
	return (PQstatus(conn) == CONNECTION_OK ? 0 : -1);
}

/* Works until the connection is gone or we are asked to end. */
static void
work(PGconn *conn, const struct settings *s)
{
	long next_clocks = 0;
	int  took = 0;

	while (!ending) {
		vault_tick();
		if (hurried || ticks() >= next_clocks) {
			hurried = 0;
			if (kept(conn) == -1 || clocks_run(conn) == -1 ||
			    sealer_run(conn, s) == -1)
				return;
			next_clocks = ticks() + 30;
			took = 0;
		}
		/* with the clocks, else when no mail waits */
		if (took == 0 &&
		    (keys_destroy(conn) == -1 || exports_make_one(conn) == -1))
			return;
		took = outbox_send_one(conn, s);
		if (took == -1)
			return;
		if (took == 0)
			usleep(300000);
	}
}

static void
served(const struct settings *s)
{
	PGconn *conn = db_sync_connect(s, "database_steward");

	if (PQstatus(conn) != CONNECTION_OK)
		steward_log("no database", 0, PQerrorMessage(conn));
	else if (locked(conn))
		work(conn, s);
	PQfinish(conn);
	if (!ending)
		sleep(1);
}

/* NULL after a sentence: also when a file of the mail server's cannot be
 * read, which no later try would mend. */
static struct settings *
settings_there(void)
{
	struct settings *s;
	struct server	 server;
	char		*problem, what[300];
	bool		 fine;

	s = settings_read(settings_path(), &problem);
	if (s == NULL) {
		fprintf(stderr, "%s\n", problem);
		free(problem);
		return (NULL);
	}
	if (*settings_get(s, "smtp_url") == '\0')
		return (s);
	fine = server_open(&server, s, what);
	server_close(&server);
	if (fine)
		return (s);
	fprintf(stderr, "%s: %s\n", settings_path(), what);
	settings_free(s);
	return (NULL);
}

int
main(void)
{
	struct sigaction action = { .sa_handler = heard };
	struct settings *s;

	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGUSR1, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	/* what grew and was moved, here or in a library, is wiped as well */
	mallopt(M_PERTURB, 1);
	if (sodium_init() == -1)
		return (1);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	s = settings_there();
	if (s == NULL)
		return (1);
	if (!vault_start(settings_get(s, "keys_folder"))) {
		fprintf(stderr, "%s\n", vault_problem());
		return (1);
	}
	g_mime_init();
	steward_log("started", 0, "");
	while (!ending)
		served(s);
	steward_log("ended", 0, "");
	g_mime_shutdown();
	curl_global_cleanup();
	settings_free(s);
	return (0);
}
