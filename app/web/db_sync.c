/* Sends a batch one statement after the other, in one transaction. */
#include <stdio.h>
#include <string.h>

#include "core/settings.h"
#include "db_set.h"
#include "db_sync.h"

static struct db_problem problem;

const struct db_problem *
db_sync_problem(void)
{
	return (&problem);
}

PGconn *
db_sync_connect_as(const struct settings *s, const char *user, const char *name)
{
	const char *const keys[] = { "host", "port", "dbname", "user",
		"application_name", "connect_timeout", "client_encoding",
		"options", NULL };
	const char *const values[] = { settings_get(s, "database_host"),
		settings_get(s, "database_port"),
		settings_get(s, "database_name"), user, name, "5", "UTF8",
		"-c search_path=" NC_RELEASE ",data,public"
		" -c timezone=UTC -c client_min_messages=warning",
		NULL };

	return (PQconnectdbParams(keys, values, 0));
}

PGconn *
db_sync_connect(const struct settings *s, const char *role)
{
	return (db_sync_connect_as(s, settings_get(s, role), role));
}

static void
copied(char *into, size_t size, const char *text)
{
	snprintf(into, size, "%s", text != NULL ? text : "");
	into[strcspn(into, "\n")] = '\0';
}

/* Keeps what went wrong before the next command overwrites it. */
static void
remember(PGconn *conn, const PGresult *result)
{
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	copied(problem.state, sizeof(problem.state),
	    PQresultErrorField(result, PG_DIAG_SQLSTATE));
	copied(problem.constraint, sizeof(problem.constraint),
	    PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME));
	copied(problem.message, sizeof(problem.message),
	    text != NULL ? text : PQerrorMessage(conn));
	if (PQstatus(conn) != CONNECTION_OK)
		problem.state[0] = '\0';
}

static bool
came_well(PGconn *conn, const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
	    status == PGRES_EMPTY_QUERY)
		return (true);
	remember(conn, result);
	return (false);
}

int
db_sync_exec(PGconn *conn, const char *command)
{
	PGresult *result = PQexec(conn, command);
	bool	  fine = came_well(conn, result);

	PQclear(result);
	return (fine ? 0 : -1);
}

static bool
asked(PGconn *conn, struct entry *e)
{
	PGresult *result;

	result = PQexecParams(conn, e->statement->text, e->statement->params,
	    NULL, (const char *const *)e->values, NULL, NULL, 0);
	if (!came_well(conn, result)) {
		PQclear(result);
		return (false);
	}
	set_free(e->set);
	e->set = db_set(result);
	return (true);
}

int
db_sync_add(PGconn *conn, struct batch *batch)
{
	size_t i;

	for (i = 0; i < batch->used; i++)
		if (!asked(conn, &batch->entries[i]))
			return (-1);
	return (0);
}

int
db_sync_ask(PGconn *conn, struct batch *batch)
{
	size_t i;

	for (i = 0; i < batch->used; i++)
		if (!asked(conn, &batch->entries[i]))
			return (-1);
	return (0);
}

int
db_sync_run(PGconn *conn, struct batch *batch)
{
	struct db_problem first;

	if (db_sync_exec(conn, "begin") == -1)
		return (-1);
	if (db_sync_ask(conn, batch) == 0)
		return (db_sync_exec(conn, "commit"));
	first = problem;
	db_sync_exec(conn, "rollback");
	problem = first;
	return (-1);
}
