/* `nocape audit verify`: is the trail what was sealed and signed? */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nocape_audit.h"
#include "sql.h"
#include "web/db_sync.h"

/* Whoever has the database could take the file away as well. */
static bool
heads_there(struct scan *s, PGconn *conn)
{
	struct batch b;
	bool	     fine;

	batch_init(&b);
	sql_tool_audit_heads(&b);
	fine = db_sync_ask(conn, &b) == 0;
	if (!fine)
		tool_problem("looking for heads: %s.",
		    db_sync_problem()->message);
	else if (s->heads.used == 0 &&
	    strcmp(set_get(batch_set(&b, &SQL_tool_audit_heads), 0, "heads"),
		"0") != 0) {
		tool_problem("heads were signed, but their file is not there: "
			     "name a copy with --heads.");
		fine = false;
	}
	batch_release(&b);
	return (fine);
}

static int
summed(const struct scan *s)
{
	int64_t covered =
	    s->agreed > 0 ? s->heads.at[s->agreed - 1].n : (int64_t)0;

	printf("The trail is whole: %" PRId64
	       " rows are sealed, and %zu signed heads agree",
	    s->trail.n, s->agreed);
	if (s->agreed > 0)
		printf(", the last of %s", s->heads.at[s->agreed - 1].at);
	printf(".\nNot yet under a signed head, so that a change would not be "
	       "seen: %" PRId64 " rows, of which %" PRId64 " are not sealed.\n",
	    s->trail.n - covered + s->unsealed_rows, s->unsealed_rows);
	return (0);
}

/* One snapshot for all questions, since the steward seals on meanwhile;
 * sorted by the index, never as a whole. */
static bool
prepared(PGconn *conn)
{
	return (PQstatus(conn) == CONNECTION_OK &&
	    db_sync_exec(conn,
		"set enable_hashjoin = off; set enable_sort = off") == 0 &&
	    db_sync_exec(conn,
		"begin isolation level repeatable read, read only") == 0);
}

static int
verified(struct tool *t, const char *heads, const char *public_path)
{
	static const char role[] = "database_audit";
	struct scan	  s = { .tool = t };
	PGconn		 *conn;
	bool		  fine;
	int		  end;

	if (!heads_read(t, &s.heads, heads, public_path)) {
		free(s.heads.at);
		return (1);
	}
	conn = db_sync_connect(t->settings,
	    *settings_get(t->settings, role) != '\0' ? role : "database_owner");
	fine = prepared(conn);
	if (!fine)
		tool_problem("the database cannot be asked: %s",
		    PQerrorMessage(conn));
	fine = fine && heads_there(&s, conn) && audit_walk(&s, conn);
	if (fine)
		audit_end(&s, conn);
	PQfinish(conn);
	end = fine && !s.found ? summed(&s) : 1;
	free(s.heads.at);
	return (end);
}

int
nocape_audit(struct tool *t, int argc, char **argv)
{
	const char *heads = NULL, *public_path = NULL;
	int	    i;

	if (argc < 1 || strcmp(argv[0], "verify") != 0 || sodium_init() == -1)
		return (tool_problem("say: audit verify [--heads FILE] "
				     "[--public KEY]"));
	for (i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--heads") == 0)
			heads = argv[i + 1];
		else if (strcmp(argv[i], "--public") == 0)
			public_path = argv[i + 1];
		else
			break;
	}
	if (i != argc)
		return (tool_problem("verify takes --heads FILE and --public "
				     "KEY, not %s.",
		    argv[i]));
	return (verified(t, heads, public_path));
}
