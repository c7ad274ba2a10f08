/* A flight: a batch's statements out, its results back, in order. */
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "db_own.h"
#include "db_set.h"
#include "sql.h"

/* Statements by address, so that each finds its place in SQL_all. */
struct place {
	const struct statement *statement;
	int			at;
};

static struct place *places;
static size_t	     statements;

static int
by_address(const void *a, const void *b)
{
	const struct statement *x = ((const struct place *)a)->statement;
	const struct statement *y = ((const struct place *)b)->statement;

	return ((x > y) - (x < y));
}

void
flight_setup(void)
{
	size_t i;

	while (SQL_all[statements] != NULL)
		statements++;
	places = memory_alloc((statements + 1) * sizeof(*places));
	for (i = 0; i < statements; i++) {
		places[i].statement = SQL_all[i];
		places[i].at = (int)i;
	}
	qsort(places, statements, sizeof(*places), by_address);
}

size_t
flight_statements(void)
{
	return (statements);
}

static int
placed(const struct statement *statement)
{
	const struct place key = { .statement = statement }, *found;

	found = bsearch(&key, places, statements, sizeof(key), by_address);
	return (found == NULL ? -1 : found->at);
}

struct flight *
flight_new(struct db_job *job)
{
	struct flight *flight = memory_alloc(sizeof(*flight));
	size_t	       most = job == NULL ? 1 : job->batch->used * 2 + 1;

	memset(flight, 0, sizeof(*flight));
	flight->job = job;
	flight->legs = memory_alloc(most * sizeof(*flight->legs));
	return (flight);
}

void
flight_free(struct flight *flight)
{
	free(flight->legs);
	free(flight);
}

static void
planned(struct flight *flight, int prepares, int entry)
{
	flight->legs[flight->count].prepares = prepares;
	flight->legs[flight->count].entry = entry;
	flight->count++;
}

/*
 * A statement is prepared where it is first needed on a connection, in the
 * same round trip: a new connection takes visits at once, and holds plans
 * only of what it is asked.
 */
static bool
sent(struct db_conn *conn, struct flight *flight, int i)
{
	const struct entry     *entry = &flight->job->batch->entries[i];
	const struct statement *statement = entry->statement;
	int			at = placed(statement);

	if (at >= 0 && !conn->prepared[at]) {
		if (PQsendPrepare(conn->pg, statement->name, statement->text, 0,
			NULL) != 1)
			return (false);
		planned(flight, at, i);
		conn->prepared[at] = true;
	}
	planned(flight, -1, i);
	if (at < 0)
		return (PQsendQueryParams(conn->pg, statement->text,
			    statement->params, NULL,
			    (const char *const *)entry->values, NULL, NULL,
			    0) == 1);
	return (
	    PQsendQueryPrepared(conn->pg, statement->name, statement->params,
		(const char *const *)entry->values, NULL, NULL, 0) == 1);
}

/* The end of a flight's results is its Sync: one leg more than it plans. */
bool
flight_send(struct db_conn *conn, struct flight *flight)
{
	size_t i, used = flight->job == NULL ? 0 : flight->job->batch->used;

	for (i = 0; i < used; i++) {
		if (!sent(conn, flight, (int)i))
			return (false);
	}
	return (PQpipelineSync(conn->pg) == 1);
}

/* The plan is gone, has changed, or is there already. */
bool
flight_outdated(const struct flight *flight)
{
	const char *state = flight->trouble.state;

	return (strcmp(state, "0A000") == 0 || strcmp(state, "26000") == 0 ||
	    strcmp(state, "42P05") == 0);
}

static void
kept(char *into, size_t size, const PGresult *result, int field)
{
	const char *text = PQresultErrorField(result, field);
	size_t	    length;

	if (text == NULL)
		return;
	length = strnlen(text, size - 1);
	memcpy(into, text, length);
	into[length] = '\0';
}

static void
failed(struct flight *flight, size_t at, const PGresult *result)
{
	struct db_trouble *t = &flight->trouble;

	/* Without a state libpq speaks, not PostgreSQL: the line is cut. */
	if (flight->failed ||
	    PQresultErrorField(result, PG_DIAG_SQLSTATE) == NULL)
		return;
	flight->failed = true;
	if (flight->job != NULL)
		t->statement =
		    flight->job->batch->entries[flight->legs[at].entry]
			.statement;
	kept(t->state, sizeof(t->state), result, PG_DIAG_SQLSTATE);
	kept(t->constraint, sizeof(t->constraint), result,
	    PG_DIAG_CONSTRAINT_NAME);
	kept(t->detail, sizeof(t->detail), result, PG_DIAG_MESSAGE_DETAIL);
	kept(t->message, sizeof(t->message), result, PG_DIAG_MESSAGE_PRIMARY);
}

static void
arrived(struct flight *flight, const struct leg *leg, PGresult *result)
{
	struct entry *entry;

	if (flight->job == NULL || leg->prepares >= 0) {
		PQclear(result);
		return;
	}
	entry = &flight->job->batch->entries[leg->entry];
	set_free(entry->set);
	entry->set = db_set(result);
}

static void
landed(struct db_conn *conn, struct flight *flight, PGresult *result)
{
	const struct leg *leg = &flight->legs[flight->landed];

	switch (PQresultStatus(result)) {
	case PGRES_TUPLES_OK:
	case PGRES_COMMAND_OK:
		arrived(flight, leg, result);
		return;
	case PGRES_PIPELINE_ABORTED:
		break;
	default:
		failed(flight, flight->landed, result);
	}
	if (leg->prepares >= 0)
		conn->prepared[leg->prepares] = false;
	PQclear(result);
}

/* A plan that another's failure took away is made again where it is needed. */
static void
forgotten(struct db_conn *conn, const struct flight *flight)
{
	int at = flight->trouble.statement == NULL
	    ? -1
	    : placed(flight->trouble.statement);

	if (at >= 0 && strcmp(flight->trouble.state, "26000") == 0)
		conn->prepared[at] = false;
	else
		conn->stale = true;
}

static void
synced(struct db_conn *conn)
{
	struct flight *flight = conn->first;

	if ((conn->first = flight->next) == NULL)
		conn->last = &conn->first;
	conn->aloft--;
	conn->since = kore_time_ms();
	if (flight->failed && flight_outdated(flight))
		forgotten(conn, flight);
	db_landed(flight);
	flight_free(flight);
}

/* One result of the first flight; false when there is none for now. */
static bool
taken(struct db_conn *conn, struct flight *flight, int *nothing)
{
	PGresult *result = PQgetResult(conn->pg);

	if (result == NULL) {
		if (flight->landed < flight->count)
			flight->landed++;
		else
			return (++*nothing < 2);
	} else if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
		PQclear(result);
		synced(conn);
	} else if (flight->landed == flight->count) {
		failed(flight, flight->count - 1, result);
		PQclear(result);
	} else {
		landed(conn, flight, result);
	}
	return (true);
}

/*
 * Every query's results end with a NULL; the Sync's has none.  A deferred
 * constraint fails at the Sync: its error comes there, before the Sync's own.
 */
bool
flight_land(struct db_conn *conn)
{
	int nothing = 0;

	while (conn->first != NULL && !PQisBusy(conn->pg)) {
		if (!taken(conn, conn->first, &nothing))
			break;
	}
	return (PQstatus(conn->pg) == CONNECTION_OK);
}
