/* Runs what the clock asks for: every statement below sql/clocks/, each in
 * a transaction of its own, so that one that fails holds up no other. */
#include <string.h>

#include "sql.h"
#include "steward.h"
#include "web/db_sync.h"

static int
ran(PGconn *conn, const struct statement *s)
{
	struct batch b;
	int	     failed;

	batch_init(&b);
	batch_add(&b, s, NULL);
	failed = db_sync_run(conn, &b);
	batch_release(&b);
	if (failed == -1)
		steward_log(s->name, 0, db_sync_problem()->message);
	return (failed == -1 && PQstatus(conn) != CONNECTION_OK ? -1 : 0);
}

int
clocks_run(PGconn *conn)
{
	size_t i;

	for (i = 0; SQL_all[i] != NULL; i++)
		if (strncmp(SQL_all[i]->name, "clocks_", 7) == 0 &&
		    ran(conn, SQL_all[i]) == -1)
			return (-1);
	return (0);
}
