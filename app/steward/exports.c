/* Makes the archives that people ask for, one at a time. */
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "core/memory.h"
#include "core/vault.h"
#include "outbox.h"
#include "sql.h"
#include "steward.h"
#include "web/db_sync.h"

/* Under a key of its own, laid into the transaction that holds its row: killed
 * before the commit it is asked for as before. */
static int
sealed(PGconn *conn, const char *id, const char *subject, const char *text)
{
	char	    *closed = vault_seal("exports.archive", subject, text);
	struct batch b;
	int	     failed;

	if (closed == NULL) {
		steward_log("archive not sealed", 0, vault_problem());
		return (-1);
	}
	batch_init(&b);
	sql_exports_made(&b, strtoll(id, NULL, 10), subject, closed);
	failed = db_sync_ask(conn, &b);
	batch_release(&b);
	free(closed);
	return (failed);
}

static int
made(PGconn *conn, const struct set *row, const char *subject)
{
	const struct set *told;
	struct set	 *values;
	struct batch	  b;
	char		 *text = NULL;
	int		  failed;

	batch_init(&b);
	sql_exports_archive(&b,
	    strtoll(set_get(row, 0, "community_id"), NULL, 10),
	    strtoll(set_get(row, 0, "person_id"), NULL, 10));
	sql_exports_told(&b);
	failed = db_sync_ask(conn, &b);
	if (failed == 0) {
		told = batch_set(&b, &SQL_exports_told);
		values = archive_opened(batch_set(&b, &SQL_exports_archive));
		text = archive_write(values, mail_at(told, "community_name"),
		    mail_at(told, "made_at"));
		archive_forget(values);
		failed = text == NULL
		    ? -1
		    : sealed(conn, set_get(row, 0, "id"), subject, text);
	}
	memory_wiped(text);
	batch_release(&b);
	return (failed);
}

/* Outside the broken transaction, so that it holds up no other. */
static void
put_off(PGconn *conn, const struct set *row)
{
	struct batch b;

	batch_init(&b);
	sql_exports_later(&b,
	    strtoll(set_get(row, 0, "community_id"), NULL, 10),
	    strtoll(set_get(row, 0, "id"), NULL, 10));
	if (db_sync_run(conn, &b) == -1)
		steward_log("archive fails", 0, db_sync_problem()->message);
	batch_release(&b);
}

/* Makes one, under this key, which is to be destroyed until that is done. */
static void
one_made(PGconn *conn, const char *subject)
{
	const struct set *row;
	struct batch	  b;
	int		  failed;

	if (db_sync_exec(conn, "begin") == -1)
		return;
	batch_init(&b);
	sql_exports_next(&b);
	failed = db_sync_ask(conn, &b);
	row = failed == 0 ? batch_set(&b, &SQL_exports_next) : NULL;
	if (set_rows(row) > 0)
		failed = made(conn, row, subject);
	if (failed == -1)
		steward_log("archive fails", 0, db_sync_problem()->message);
	db_sync_exec(conn, failed == 0 ? "commit" : "rollback");
	if (failed == -1 && set_rows(row) > 0)
		put_off(conn, row);
	batch_release(&b);
}

/* The name of the key is written down before there is one, so that none is
 * left of whoever is killed at this. */
int
exports_make_one(PGconn *conn)
{
	char	     subject[VAULT_SUBJECT];
	struct batch asked, key;

	batch_init(&asked);
	batch_init(&key);
	sql_exports_next(&asked);
	vault_name(subject);
	sql_exports_key(&key, subject);
	if (db_sync_run(conn, &asked) == 0 &&
	    set_rows(batch_set(&asked, &SQL_exports_next)) > 0 &&
	    db_sync_run(conn, &key) == 0) {
		if (vault_make(subject))
			one_made(conn, subject);
		else
			steward_log("archive without a key", 0,
			    vault_problem());
	}
	batch_release(&key);
	batch_release(&asked);
	return (PQstatus(conn) != CONNECTION_OK ? -1 : 0);
}
