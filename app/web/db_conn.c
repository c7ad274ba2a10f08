/* One connection: made, lost, made again. */
#include <sys/epoll.h>

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "db_own.h"
#include "log.h"

enum {
	CONNECT_MOST = 3000, /* ms */
	PAUSE_FIRST = 50,
	PAUSE_MOST = 1000,
	ORPHANED_MOST = 10000 /* answers nobody waits for */
};

static const char *where;

static void woken(void *, int);
static void started(struct db_conn *);

void
conn_setup(const char *conninfo)
{
	where = conninfo;
	flight_setup();
}

void
conn_init(struct db_conn *conn, enum db_kind kind)
{
	memset(conn, 0, sizeof(*conn));
	conn->event.type = KORE_TYPE_PGSQL_CONN;
	conn->event.handle = woken;
	conn->kind = kind;
	conn->fd = -1;
	conn->last = &conn->first;
	conn->prepared = memory_alloc(flight_statements() + 1);
}

static void
watched(struct db_conn *conn, bool write)
{
	conn->fd = PQsocket(conn->pg);
	conn->writing = write;
	kore_platform_event_schedule(conn->fd,
	    EPOLLIN | EPOLLRDHUP | (write ? EPOLLOUT : 0), 0, conn);
}

static void
emptied(struct db_conn *conn)
{
	struct flight *flight = conn->first, *next;

	conn->first = NULL;
	conn->last = &conn->first;
	conn->aloft = 0;
	for (; flight != NULL; flight = next) {
		next = flight->next;
		db_lost(flight);
		flight_free(flight);
	}
}

void
conn_close(struct db_conn *conn)
{
	PQfinish(conn->pg); /* closing takes it out of epoll */
	conn->pg = NULL;
	conn->fd = -1;
	conn->state = CONN_DOWN;
	conn->stale = false;
}

/* The first try comes at once; then the pauses double. */
void
conn_drop(struct db_conn *conn, const char *why)
{
	bool up = conn->state == CONN_UP;

	log_note("database connection lost", why);
	conn_close(conn);
	conn->since = kore_time_ms();
	if (up)
		conn->pause = 0;
	else if (conn->pause == 0)
		conn->pause = PAUSE_FIRST;
	else if ((conn->pause *= 2) > PAUSE_MOST)
		conn->pause = PAUSE_MOST;
	emptied(conn);
	if (up)
		started(conn);
}

static void
made(struct db_conn *conn)
{
	if (PQsetnonblocking(conn->pg, 1) != 0 ||
	    PQenterPipelineMode(conn->pg) != 1) {
		conn_drop(conn, "no pipeline");
		return;
	}
	memset(conn->prepared, 0, flight_statements() + 1);
	conn->state = CONN_UP;
	conn->since = kore_time_ms();
	conn->pause = 0;
	watched(conn, false);
	db_up(conn);
}

static void
polled(struct db_conn *conn)
{
	switch (PQconnectPoll(conn->pg)) {
	case PGRES_POLLING_OK:
		made(conn);
		break;
	case PGRES_POLLING_READING:
		watched(conn, false);
		break;
	case PGRES_POLLING_WRITING:
		watched(conn, true);
		break;
	default:
		conn_drop(conn, "no connection");
	}
}

/*
 * Row-level security makes long plans of short questions: planned once for
 * all values, and not by trying every order of joins, the page of a match is
 * planned in a tenth of the time.
 */
static void
started(struct db_conn *conn)
{
	const char   *names[] = { "dbname", "options", "application_name",
		  "client_encoding", "gssencmode", NULL };
	const char   *values[] = { where, NULL, "nocape web", "UTF8", "disable",
		  NULL };
	struct memory memory = { NULL };

	values[1] = memory_print(&memory,
	    "-c search_path=%s,data,public"
	    " -c statement_timeout=%d -c lock_timeout=1000"
	    " -c idle_in_transaction_session_timeout=5000"
	    " -c plan_cache_mode=force_generic_plan -c jit=off"
	    " -c join_collapse_limit=5 -c from_collapse_limit=5",
	    NC_RELEASE, conn->kind == DB_SLOW ? 8000 : 2000);
	conn->pg = PQconnectStartParams(names, values, 1);
	memory_release(&memory);
	conn->state = CONN_STARTING;
	conn->since = kore_time_ms();
	if (conn->pg == NULL || PQstatus(conn->pg) == CONNECTION_BAD)
		conn_drop(conn, "no connection");
	else
		watched(conn, true);
}

/* Writes what libpq still holds; asks for write events while it holds more. */
static bool
flushed(struct db_conn *conn)
{
	int more = PQflush(conn->pg);

	if (more < 0)
		return (false);
	if ((more == 1) != conn->writing)
		watched(conn, more == 1);
	return (true);
}

static void
woken(void *arg, int error)
{
	struct db_conn *conn = arg;
	bool		heard;

	(void)error; /* libpq finds out by itself */
	conn->event.flags = 0;
	if (conn->state == CONN_STARTING) {
		polled(conn);
		return;
	}
	if (conn->state != CONN_UP)
		return; /* an event of the socket before */
	heard = PQconsumeInput(conn->pg) == 1;
	if (!flight_land(conn) || !heard || !flushed(conn))
		conn_drop(conn, "broken");
	else if (conn->stale && conn->first == NULL)
		conn_drop(conn, "plans out of date");
	else
		db_up(conn);
}

bool
conn_fly(struct db_conn *conn, struct db_job *job)
{
	struct flight *flight = flight_new(job);

	*conn->last = flight;
	conn->last = &flight->next;
	if (conn->aloft++ == 0)
		conn->since = kore_time_ms();
	if (flight_send(conn, flight) && flushed(conn))
		return (true);
	conn_drop(conn, "cannot send");
	return (false);
}

void
conn_tick(struct db_conn *conn, uint64_t now)
{
	if (conn->state == CONN_DOWN && now - conn->since >= conn->pause)
		started(conn);
	else if (conn->state == CONN_STARTING &&
	    now - conn->since >= CONNECT_MOST)
		conn_drop(conn, "no connection in time");
	else if (conn->state == CONN_UP && conn->first != NULL &&
	    conn->first->job == NULL && now - conn->since >= ORPHANED_MOST)
		conn_drop(conn, "no answer");
	else if (conn->state == CONN_UP && conn->stale && conn->first == NULL)
		conn_drop(conn, "plans out of date");
}
