/* Every file of sql/ is prepared against a migrated database, by the role
 * that asks it, and explained: its tables, types and rights are all there. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sql.h"
#include "tap.h"

/* Who asks: the steward's nouns, the tool's, and else the web. */
static const char *
role_of(const char *name)
{
	static const char *const steward[] = { "outbox_", "clocks_", "mails_",
		"audit_", "exports_archive", "exports_later", "exports_made",
		"exports_key", "exports_next", "keys_", "vaults_" };
	size_t			 i;

	if (strncmp(name, "tool_audit", 10) == 0)
		return ("nocape_audit");
	if (strncmp(name, "tool_", 5) == 0 || strcmp(name, "vaults_erase") == 0)
		return ("postgres");
	for (i = 0; i < sizeof(steward) / sizeof(steward[0]); i++)
		if (strncmp(name, steward[i], strlen(steward[i])) == 0)
			return ("nocape_steward");
	return ("nocape_web");
}

static bool
went(PGconn *conn, const char *command)
{
	PGresult *r = PQexec(conn, command);
	bool	  fine = PQresultStatus(r) == PGRES_COMMAND_OK ||
	    PQresultStatus(r) == PGRES_TUPLES_OK;

	if (!fine)
		printf("# %s# %s\n", PQresultErrorMessage(r), command);
	PQclear(r);
	return (fine);
}

/* explain execute "name" (null, null, ...) */
static bool
explained(PGconn *conn, const struct statement *s)
{
	char   command[4096];
	size_t used;
	int    i;

	used = (size_t)snprintf(command, sizeof(command),
	    "explain execute \"%s\"", s->name);
	for (i = 0; i < s->params && used + 8 < sizeof(command); i++)
		used += (size_t)snprintf(command + used, sizeof(command) - used,
		    "%snull", i == 0 ? " (" : ", ");
	if (s->params > 0)
		snprintf(command + used, sizeof(command) - used, ")");
	return (went(conn, command));
}

static void
tried(PGconn *conn, const struct statement *s)
{
	char	  role[64];
	PGresult *r;
	bool	  fine;

	snprintf(role, sizeof(role), "set role %s", role_of(s->name));
	if (!went(conn, role))
		return;
	r = PQprepare(conn, s->name, s->text, 0, NULL);
	fine = PQresultStatus(r) == PGRES_COMMAND_OK;
	tap_ok(fine, "%s can be prepared", s->name);
	if (!fine)
		printf("# %s", PQresultErrorMessage(r));
	else
		tap_ok(explained(conn, s), "%s may be asked by %s", s->name,
		    role + strlen("set role "));
	PQclear(r);
}

int
main(void)
{
	PGconn *conn = PQconnectdb("");
	size_t	i;

	if (PQstatus(conn) != CONNECTION_OK) {
		printf("Bail out! %s", PQerrorMessage(conn));
		return (1);
	}
	/* Estimates ask for what a visit would have set. */
	went(conn, "set app.zone = 'Europe/London'");
	for (i = 0; SQL_all[i] != NULL; i++)
		tried(conn, SQL_all[i]);
	PQfinish(conn);
	return (tap_end());
}
