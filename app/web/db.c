/* Jobs: who waits, who is on the way, and until when. */
#include <string.h>

#include "db_own.h"
#include "log.h"

enum {
	WRITERS = 4,
	DEADLINE = 2300,      /* ms; an honest page within 3 s */
	DEADLINE_SLOW = 9000, /* while PostgreSQL answers others */
	KNOCK = 500,
	ALOFT_READS = 64,   /* more only makes a queue in libpq */
	WAITING_MOST = 2000 /* a worker's, then DB_AWAY at once */
};

static struct db_conn conns[1 + WRITERS + 1];
static struct db_job *waiting[3]; /* by kind, oldest first */
static size_t	      waiters;
static bool	      started;
static uint64_t	      heard; /* when PostgreSQL last answered anybody */

static enum db_kind
kind_of(const struct db_job *job)
{
	if (job->slow)
		return (DB_SLOW);
	return (job->write ? DB_WRITES : DB_READS);
}

static void
ended(struct db_job *job, enum db_end end)
{
	job->conn = NULL;
	job->end = end;
	job->done(job);
}

static void
queued(struct db_job *job, bool in_front)
{
	struct db_job **place = &waiting[kind_of(job)];

	while (!in_front && *place != NULL)
		place = &(*place)->next;
	job->next = *place;
	*place = job;
	waiters++;
}

static struct db_job *
taken(enum db_kind kind)
{
	struct db_job *job = waiting[kind];

	if (job != NULL) {
		waiting[kind] = job->next;
		waiters--;
	}
	return (job);
}

static bool
free_for(const struct db_conn *conn)
{
	if (conn->state != CONN_UP || conn->stale)
		return (false);
	return (conn->aloft < (conn->kind == DB_READS ? ALOFT_READS : 1));
}

/* Sends what waits, as far as there is room. */
void
db_up(struct db_conn *conn)
{
	struct db_job *job;

	while (free_for(conn) && (job = taken(conn->kind)) != NULL) {
		job->conn = conn;
		if (!conn_fly(conn, job))
			return;
	}
}

static void
looked(enum db_kind kind)
{
	size_t i;

	for (i = 0; i < sizeof(conns) / sizeof(conns[0]); i++) {
		if (waiting[kind] == NULL)
			return;
		if (conns[i].kind == kind)
			db_up(&conns[i]);
	}
}

void
db_send(struct db_job *job)
{
	job->deadline = kore_time_ms() + (job->slow ? DEADLINE_SLOW : DEADLINE);
	job->tries = 0;
	job->conn = NULL;
	memset(&job->trouble, 0, sizeof(job->trouble));
	if (!started || waiters >= WAITING_MOST) {
		ended(job, DB_AWAY);
		return;
	}
	queued(job, false);
	looked(kind_of(job));
}

/* A read may go out once more; a write only when PostgreSQL said that
 * nothing of it was done. */
static bool
again(struct db_job *job)
{
	if (job->tries > 0 || kore_time_ms() + 100 > job->deadline)
		return (false);
	job->tries++;
	job->conn = NULL;
	queued(job, true);
	return (true);
}

/* What PostgreSQL says when it goes. */
static bool
leaving(const char *state)
{
	return (strncmp(state, "57P0", 4) == 0 || strncmp(state, "08", 2) == 0);
}

void
db_landed(struct flight *flight)
{
	struct db_job *job = flight->job;

	heard = kore_time_ms();
	if (job == NULL)
		return;
	if (!flight->failed) {
		ended(job, DB_DONE);
		return;
	}
	job->trouble = flight->trouble;
	if (flight_outdated(flight) && again(job))
		return;
	ended(job, leaving(job->trouble.state) ? DB_AWAY : DB_FAILED);
}

/*
 * The connection went with the flight under way.  An error that came before
 * all statements had answered undid them; nothing else is certain of a write.
 */
void
db_lost(struct flight *flight)
{
	struct db_job *job = flight->job;
	bool	       undone;

	if (job == NULL)
		return;
	undone = flight->failed && flight->landed < flight->count;
	if (flight->failed && !leaving(flight->trouble.state)) {
		job->trouble = flight->trouble;
		ended(job, DB_FAILED);
	} else if (job->write) {
		ended(job, undone ? DB_AWAY : DB_UNKNOWN);
	} else if (!again(job)) {
		ended(job, DB_AWAY);
	}
}

static void
unlinked(struct db_job *job)
{
	struct db_job **place = &waiting[kind_of(job)];

	for (; *place != NULL; place = &(*place)->next) {
		if (*place == job) {
			*place = job->next;
			waiters--;
			return;
		}
	}
}

void
db_forget(struct db_job *job)
{
	struct flight *flight;

	if (job->conn == NULL) {
		unlinked(job);
		return;
	}
	for (flight = job->conn->first; flight != NULL; flight = flight->next) {
		if (flight->job == job)
			flight->job = NULL;
	}
	job->conn = NULL;
}

/*
 * A slow statement may take its time, a database that has stopped may not:
 * they look the same from here, until another connection is asked as well.
 */
static bool
late(const struct db_job *job, uint64_t now)
{
	if (job->slow && now + DEADLINE_SLOW >= job->deadline + DEADLINE &&
	    now >= heard + DEADLINE)
		return (true);
	return (now >= job->deadline);
}

static void
overdue(uint64_t now)
{
	struct db_job *job, *next;
	int	       kind;

	for (kind = DB_READS; kind <= DB_SLOW; kind++) {
		for (job = waiting[kind]; job != NULL; job = next) {
			next = job->next;
			if (!late(job, now))
				continue;
			unlinked(job);
			ended(job, DB_AWAY);
		}
	}
}

/*
 * Keepalives do nothing on a unix socket, and a frozen server says nothing:
 * whoever waits too long takes the connection with it.
 */
static bool
silent(const struct db_conn *conn, uint64_t now)
{
	const struct flight *flight;

	for (flight = conn->first; flight != NULL; flight = flight->next) {
		if (flight->job != NULL && late(flight->job, now))
			return (true);
	}
	return (false);
}

/* While something slow is under way, PostgreSQL is asked for a sign of life
 * where it answers at once. */
static void
knocked(struct db_conn *reads, const struct db_conn *slow, uint64_t now)
{
	static uint64_t last;

	if (slow->first == NULL || reads->state != CONN_UP ||
	    now < heard + KNOCK || now < last + KNOCK)
		return;
	last = now;
	conn_fly(reads, NULL);
}

void
db_tick(uint64_t now)
{
	size_t i;

	if (!started)
		return;
	for (i = 0; i < sizeof(conns) / sizeof(conns[0]); i++) {
		if (silent(&conns[i], now))
			conn_drop(&conns[i], "no answer in time");
		conn_tick(&conns[i], now);
	}
	overdue(now);
	knocked(&conns[0], &conns[1 + WRITERS], now);
}

void
db_start(const char *conninfo)
{
	size_t i;

	conn_setup(conninfo);
	started = true;
	for (i = 0; i < sizeof(conns) / sizeof(conns[0]); i++) {
		conn_init(&conns[i],
		    i == 0	       ? DB_READS
			: i <= WRITERS ? DB_WRITES
				       : DB_SLOW);
		conn_tick(&conns[i], kore_time_ms());
	}
}

void
db_stop(void)
{
	size_t i;

	for (i = 0; started && i < sizeof(conns) / sizeof(conns[0]); i++)
		conn_close(&conns[i]);
	started = false;
}
