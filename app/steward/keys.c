/* Destroys the keys whose names an erase or an archive left behind. */
#include <string.h>

#include "core/vault.h"
#include "sql.h"
#include "steward.h"
#include "web/db_sync.h"

/* The key goes first, to the disk: whatever ends us in between, the next turn
 * finds it gone. */
int
keys_destroy(PGconn *conn)
{
	struct batch	  doomed, gone;
	const struct set *s;
	const char	 *subject;
	int		  failed;
	size_t		  i;

	batch_init(&doomed);
	batch_init(&gone);
	sql_keys_doomed(&doomed);
	failed = db_sync_run(conn, &doomed);
	s = failed == 0 ? batch_set(&doomed, &SQL_keys_doomed) : NULL;
	for (i = 0; i < set_rows(s); i++) {
		subject = set_get(s, i, "subject");
		if (strcmp(set_get(s, i, "noted"), "t") == 0
			? vault_destroy(subject)
			: vault_drop(subject))
			sql_keys_gone(&gone, subject);
		else
			steward_log("key stays", 0, vault_problem());
	}
	if (gone.used > 0 && vault_settled())
		failed = db_sync_run(conn, &gone);
	else if (gone.used > 0)
		steward_log("keys stay", 0, vault_problem());
	batch_release(&doomed);
	batch_release(&gone);
	return (failed == -1 && PQstatus(conn) != CONNECTION_OK ? -1 : 0);
}
