/*
 * The plain driver for the steward and the tool: it waits for each answer.
 * Errors are values: nothing here exits or logs.
 */
#ifndef NC_WEB_DB_SYNC_H
#define NC_WEB_DB_SYNC_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "batch.h"

struct settings;

struct db_problem {
	char state[6];	     /* "23505"; "" when the connection is gone */
	char constraint[64]; /* the broken one's name, or "" */
	char message[512];   /* one line, for a log */
};

/* Connects as the role that the setting names ("database_steward"), seeing
 * this release's schema first.  Never NULL; PQstatus() tells. */
PGconn *db_sync_connect(const struct settings *, const char *role);

/* The same as a role of that very name; the connection's own name is for
 * who looks at PostgreSQL. */
PGconn *db_sync_connect_as(const struct settings *, const char *user,
    const char *name);

/* Runs the batch as one transaction; the sets are then in its entries.
 * 0, or -1 when nothing of it happened.  After a lost connection (state "")
 * the commit may have happened: only looking again tells. */
int db_sync_run(PGconn *, struct batch *);

/* The same within a transaction that the caller began and ends. */
int db_sync_add(PGconn *, struct batch *);

/* The same within a transaction that the caller began and will end. */
int db_sync_ask(PGconn *, struct batch *);

/* One command without parameters, as it stands; several statements are one
 * transaction.  0 or -1. */
int db_sync_exec(PGconn *, const char *);

/* What went wrong last. */
const struct db_problem *db_sync_problem(void);

#endif
