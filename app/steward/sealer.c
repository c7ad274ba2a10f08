/* Chains the rows of the trail by hash, and signs the chain's head. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/trail.h"
#include "sealer.h"
#include "sql.h"
#include "steward.h"
#include "web/db_sync.h"

static int64_t
number(const struct set *s, const char *name)
{
	const char *v = set_get(s, 0, name);

	return (v == NULL ? 0 : strtoll(v, NULL, 10));
}

/* Asked in binary, which is what is hashed. */
static PGresult *
rows_of(PGconn *conn, int64_t after, int64_t upto)
{
	char	    a[24], b[24];
	const char *values[2] = { a, b };

	snprintf(a, sizeof(a), "%lld", (long long)after);
	snprintf(b, sizeof(b), "%lld", (long long)upto);
	return (PQexecParams(conn, SQL_audit_rows.text, 2, NULL, values, NULL,
	    NULL, 1));
}

static int64_t
id_of(const PGresult *r, int row)
{
	const unsigned char *b = (unsigned char *)PQgetvalue(r, row, 0);
	uint64_t	     n = 0;
	int		     i;

	for (i = 0; i < 8; i++)
		n = n << 8 | b[i];
	return ((int64_t)n);
}

static void
hashed(struct trail *t, const PGresult *r, int row)
{
	int c;

	trail_begin(t);
	for (c = 0; c < PQnfields(r); c++)
		trail_value(t, PQgetvalue(r, row, c),
		    PQgetisnull(r, row, c) ? -1 : PQgetlength(r, row, c));
	trail_end(t);
}

/* Adds the seals of these rows to the batch. */
static void
sealed(struct batch *batch, struct trail *t, const PGresult *r)
{
	int	i, rows = PQntuples(r), used = 0;
	int64_t first = t->n + 1;
	char   *ids = memory_alloc((size_t)rows * 21 + 2);
	char   *hashes = memory_alloc((size_t)rows * (TRAIL_HEX - 1) + 1);

	for (i = 0; i < rows; i++) {
		hashed(t, r, i);
		used += snprintf(ids + used, 22, "%c%lld", i == 0 ? '{' : ',',
		    (long long)id_of(r, i));
		trail_hex(hashes + (size_t)i * (TRAIL_HEX - 1), t->hash);
	}
	snprintf(ids + used, 2, "}");
	sql_audit_seal(batch, first, ids, hashes);
	free(ids);
	free(hashes);
}

static bool
asked(PGconn *conn, struct batch *batch, const char *what)
{
	if (db_sync_run(conn, batch) == 0)
		return (true);
	steward_log(what, 0, db_sync_problem()->message);
	return (false);
}

/* Where the chain ends; after: the last sealed row's id. */
static bool
chain(PGconn *conn, struct trail *t, int64_t *after)
{
	struct batch	  b;
	const struct set *s;
	bool		  fine;

	memset(t, 0, sizeof(*t));
	batch_init(&b);
	sql_audit_last(&b);
	fine = asked(conn, &b, "seals");
	s = batch_set(&b, &SQL_audit_last);
	*after = 0;
	if (fine && set_rows(s) > 0) {
		t->n = number(s, "n");
		*after = number(s, "audit_id");
		fine = trail_unhex(t->hash, set_get(s, 0, "hash"));
	}
	batch_release(&b);
	return (fine);
}

/* How many rows were sealed; -1 when none could be.  The numbers are unique:
 * of two that seal at once one fails. */
static int
some_sealed(PGconn *conn, int64_t upto)
{
	struct trail t;
	struct batch b;
	PGresult    *r;
	int64_t	     after;
	int	     rows = -1;

	if (!chain(conn, &t, &after))
		return (-1);
	r = rows_of(conn, after, upto);
	if (PQresultStatus(r) == PGRES_TUPLES_OK)
		rows = PQntuples(r);
	if (rows > 0) {
		batch_init(&b);
		sealed(&b, &t, r);
		if (!asked(conn, &b, "sealing"))
			rows = -1;
		batch_release(&b);
	}
	PQclear(r);
	return (rows);
}

static int64_t
settled(PGconn *conn)
{
	struct batch b;
	int64_t	     upto = 0;

	batch_init(&b);
	sql_audit_settled(&b);
	if (asked(conn, &b, "settling"))
		upto = number(batch_set(&b, &SQL_audit_settled), "upto");
	batch_release(&b);
	return (upto);
}

/* A key is made for the first head alone: with another one later ones would
 * not be believed. */
static bool
signed_head(const struct settings *s, const struct set *due, struct head *h,
    char line[TRAIL_LINE])
{
	unsigned char secret[TRAIL_SECRET];

	h->id = number(due, "id");
	h->n = number(due, "n");
	snprintf(h->at, sizeof(h->at), "%s", set_get(due, 0, "at"));
	if (!trail_unhex(h->hash, set_get(due, 0, "hash")))
		return (false);
	if (!trail_secret(settings_get(s, "keys_folder"), h->id == 1, secret)) {
		steward_log("no head signed", 0, "audit.key is not there");
		return (false);
	}
	head_sign(line, h, secret);
	sodium_memzero(secret, sizeof(secret));
	return (true);
}

static void
head_kept(PGconn *conn, const struct settings *s)
{
	struct batch	  b, more;
	const struct set *due;
	struct head	  h;
	char		  line[TRAIL_LINE];

	batch_init(&b);
	batch_init(&more);
	sql_audit_due(&b);
	if (asked(conn, &b, "heads") &&
	    set_rows(due = batch_set(&b, &SQL_audit_due)) > 0 &&
	    signed_head(s, due, &h, line)) {
		sql_audit_head(&more, h.id, h.n, h.at, line,
		    settings_get(s, "audit_mail"), settings_at(s, "")->key);
		if (asked(conn, &more, "heads"))
			steward_log("head signed", h.n, "");
	}
	batch_release(&more);
	batch_release(&b);
}

/* What the database has and the file does not, also after a crash between
 * the two. */
static void
filed(PGconn *conn, const struct settings *s)
{
	const char	 *path = settings_get(s, "audit_file");
	int64_t		  last = heads_last(path);
	struct batch	  b;
	const struct set *heads;
	size_t		  i;
	bool		  fine = last != -1;

	batch_init(&b);
	sql_audit_heads(&b, last);
	if (fine && asked(conn, &b, "heads")) {
		heads = batch_set(&b, &SQL_audit_heads);
		for (i = 0; fine && i < set_rows(heads); i++)
			fine = heads_add(path, set_get(heads, i, "line"));
	}
	if (!fine)
		steward_log("heads not filed", 0, strerror(errno));
	batch_release(&b);
}

int
sealer_run(PGconn *conn, const struct settings *s)
{
	int64_t upto = settled(conn);

	while (upto > 0 && some_sealed(conn, upto) > 0)
		;
	head_kept(conn, s);
	filed(conn, s);
	return (PQstatus(conn) == CONNECTION_OK ? 0 : -1);
}
