/* Seals, gives keys and takes them away, as the database says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vault.h"
#include "sql.h"
#include "vaults.h"
#include "web/db_sync.h"

static char   problem[600];
static size_t keyless;

const char *
vaults_problem(void)
{
	return (problem);
}

size_t
vaults_keyless(void)
{
	return (keyless);
}

static bool
failed(const char *why)
{
	snprintf(problem, sizeof(problem), "%s", why);
	return (false);
}

static bool
ran(PGconn *conn, struct batch *b)
{
	return (
	    db_sync_run(conn, b) == 0 || failed(db_sync_problem()->message));
}

static int64_t
number(const struct set *s, size_t row, const char *name)
{
	return (strtoll(set_get(s, row, name), NULL, 10));
}

/* A number's place in a code is that of the account which takes it over. */
static const char *
place(const char *waits)
{
	return (
	    strcmp(waits, "sign_ins.phone") == 0 ? "accounts.phone" : waits);
}

/* Whether this row waits for the same group or person as the one before. */
static bool
together(const struct set *s, size_t row)
{
	const char *a, *b;

	if (row == 0)
		return (false);
	a = set_get(s, row, "place");
	b = set_get(s, row - 1, "place");
	return (strncmp(a, b, strcspn(a, ".") + 1) == 0 &&
	    number(s, row, "row_id") == number(s, row - 1, "row_id"));
}

static bool
sealed(struct batch *into, const struct set *s, size_t row,
    char subject[VAULT_SUBJECT])
{
	const char *waits = set_get(s, row, "place");
	const char *held = set_get(s, row, "vault");
	char	   *text;

	if (*held != '\0')
		snprintf(subject, VAULT_SUBJECT, "%s", held);
	else if (!together(s, row) && !vault_new(subject))
		return (failed(vault_problem()));
	text = vault_seal(place(waits), subject, set_get(s, row, "plain"));
	if (text == NULL)
		keyless++; /* and the others go on */
	else
		sql_vaults_sealed(into, number(s, row, "community"), waits,
		    number(s, row, "row_id"), set_get(s, row, "plain"), subject,
		    text);
	free(text);
	return (true);
}

bool
vaults_seal(PGconn *conn, size_t *done)
{
	struct batch	  asked, b;
	const struct set *s;
	char		  subject[VAULT_SUBJECT] = "";
	bool		  fine;

	batch_init(&asked);
	batch_init(&b);
	sql_vaults_waiting(&asked);
	fine = ran(conn, &asked);
	s = batch_set(&asked, &SQL_vaults_waiting);
	keyless = 0;
	for (size_t i = 0; fine && i < set_rows(s); i++)
		fine = sealed(&b, s, i, subject);
	*done = fine ? b.used : 0;
	if (*done > 0)
		fine = ran(conn, &b);
	batch_release(&b);
	batch_release(&asked);
	return (fine);
}

/* A key that another gave first stands: ours goes. */
static bool
given(PGconn *conn, const struct set *s, size_t row)
{
	struct batch b;
	char	     subject[VAULT_SUBJECT];
	bool	     fine;

	if (!vault_new(subject))
		return (failed(vault_problem()));
	batch_init(&b);
	sql_vaults_give(&b, number(s, row, "community"),
	    set_get(s, row, "kind"), number(s, row, "id"), subject);
	fine = ran(conn, &b);
	if (fine &&
	    strcmp(set_get(batch_set(&b, &SQL_vaults_give), 0, "given"), "t") !=
		0)
		vault_drop(subject);
	batch_release(&b);
	return (fine);
}

bool
vaults_give(PGconn *conn, size_t *done)
{
	struct batch	  b;
	const struct set *s;
	bool		  fine;

	batch_init(&b);
	sql_vaults_wanting(&b);
	fine = ran(conn, &b);
	s = batch_set(&b, &SQL_vaults_wanting);
	*done = fine ? set_rows(s) : 0;
	for (size_t i = 0; fine && i < *done; i++)
		fine = given(conn, s, i);
	batch_release(&b);
	return (fine);
}

bool
vaults_clear(PGconn *conn, size_t *done)
{
	struct batch	  asked, b;
	const struct set *s;
	bool		  fine;

	batch_init(&asked);
	batch_init(&b);
	sql_vaults_spent(&asked);
	fine = ran(conn, &asked);
	s = batch_set(&asked, &SQL_vaults_spent);
	*done = fine ? set_rows(s) : 0;
	for (size_t i = 0; fine && i < *done; i++) {
		fine = vault_drop(set_get(s, i, "vault")) ||
		    failed(vault_problem());
		sql_vaults_emptied(&b, number(s, i, "community"),
		    number(s, i, "id"));
	}
	if (fine && *done > 0)
		fine = ran(conn, &b);
	batch_release(&b);
	batch_release(&asked);
	return (fine);
}

bool
vaults_all(PGconn *conn)
{
	size_t done, more;

	do {
		if (!vaults_seal(conn, &done) || !vaults_give(conn, &more))
			return (false);
	} while (done > 0 || more > 0);
	return (true);
}

/* "{a,b}" of all that are in the list; their keys go. */
static bool
listed(void *into, const char *subject)
{
	fprintf(into, ",%s", subject);
	return (vault_drop(subject));
}

static bool
erased(PGconn *conn, const struct set *s, size_t *again)
{
	struct batch b;
	bool	     fine;

	batch_init(&b);
	for (size_t i = 0; i < set_rows(s); i++)
		sql_vaults_erase(&b, set_get(s, i, "vault"));
	*again = set_rows(s);
	fine = *again == 0 || ran(conn, &b);
	batch_release(&b);
	return (fine);
}

bool
vaults_replay(PGconn *conn, size_t *again)
{
	struct batch b;
	char	    *list;
	size_t	     size;
	FILE	    *into = open_memstream(&list, &size);
	bool	     fine;

	*again = 0;
	if (into == NULL)
		abort();
	fine = vault_erased(listed, into) || failed(vault_problem());
	if (fputs("}", into) == EOF || fclose(into) != 0)
		abort();
	batch_init(&b);
	if (fine && size > 1) {
		list[0] = '{';
		sql_vaults_back(&b, list);
		fine = ran(conn, &b) &&
		    erased(conn, batch_set(&b, &SQL_vaults_back), again);
	}
	batch_release(&b);
	free(list);
	return (fine);
}
