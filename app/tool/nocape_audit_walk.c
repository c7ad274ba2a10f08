/* Walks along the trail, row by row, and says which is the first that is not
 * what was sealed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "nocape_audit.h"
#include "sql.h"
#include "web/db_sync.h"

enum { N, HASH, ID, AT = 4 }; /* columns of sql/tool/audit.sql */

static void
audit_time(char into[32], int64_t microseconds)
{
	time_t	  seconds = (time_t)(microseconds / 1000000) + 946684800;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	strftime(into, 32, "%Y-%m-%d %H:%M:%S UTC", &tm);
}

static int64_t
wire(const PGresult *r, int column)
{
	const unsigned char *b = (unsigned char *)PQgetvalue(r, 0, column);
	uint64_t	     n = 0;
	int		     i;

	for (i = 0; i < 8; i++)
		n = n << 8 | b[i];
	return ((int64_t)n);
}

static void
told(struct scan *s, const char *what, const struct row *row)
{
	char at[32];

	audit_time(at, row->at);
	tool_problem("row %" PRId64 " of %s: %s.", row->id, at, what);
	s->found = true;
}

/* A number is missing, or stands elsewhere: what it was given to. */
static void
skipped(struct scan *s, PGconn *conn, const struct row *row)
{
	struct batch	  b;
	const struct set *gap;
	const char	 *there;
	char		  what[120], at[32];

	batch_init(&b);
	sql_tool_audit_gap(&b, s->trail.n + 1);
	s->found = true;
	if (db_sync_ask(conn, &b) == -1) {
		tool_problem("looking for number %" PRId64 ": %s.",
		    s->trail.n + 1, db_sync_problem()->message);
	} else if (set_rows(gap = batch_set(&b, &SQL_tool_audit_gap)) == 0) {
		snprintf(what, sizeof(what),
		    "before it the row numbered %" PRId64
		    " and its seal were dropped",
		    s->trail.n + 1);
		told(s, what, row);
	} else {
		there = set_get(gap, 0, "there");
		audit_time(at, s->last.at);
		if (strcmp(there, "t") == 0)
			told(s, "its place was swapped with another's", row);
		else
			tool_problem("row %s, sealed after row %" PRId64
				     " of %s: it was dropped.",
			    set_get(gap, 0, "audit_id"), s->last.id, at);
	}
	batch_release(&b);
}

/* The heads that were signed when the trail had come so far. */
static void
compared(struct scan *s, const struct row *row)
{
	const struct head *h;

	if (s->since.id == 0)
		s->since = *row;
	while (s->agreed < s->heads.used && !s->found &&
	    (h = &s->heads.at[s->agreed])->n <= s->trail.n) {
		if (memcmp(h->hash, s->trail.hash, TRAIL_HASH) != 0) {
			told(s,
			    "here, or between here and the next signed head, "
			    "the trail was written anew",
			    &s->since);
			return;
		}
		s->agreed++;
		s->since.id = 0;
	}
}

static void
hashed(struct trail *t, const PGresult *r)
{
	int c;

	trail_begin(t);
	for (c = ID; c < PQnfields(r); c++)
		trail_value(t, PQgetvalue(r, 0, c),
		    PQgetisnull(r, 0, c) ? -1 : PQgetlength(r, 0, c));
	trail_end(t);
}

/* True when the row is sealed under the number that comes next. */
static bool
in_place(struct scan *s, const PGresult *r, const struct row *row)
{
	if (PQgetisnull(r, 0, N)) {
		if (s->unsealed_rows++ == 0)
			s->unsealed = *row;
		return (false);
	}
	if (s->unsealed_rows > 0) {
		told(s, "it was added after later rows had been sealed",
		    &s->unsealed);
		return (false);
	}
	return (true);
}

/* False when its number is not the next one: the caller asks why. */
static bool
checked(struct scan *s, const PGresult *r)
{
	struct row row = { wire(r, ID), wire(r, AT) };

	if (!in_place(s, r, &row))
		return (true);
	if (wire(r, N) != s->trail.n + 1) {
		s->unsealed = row;
		return (false);
	}
	hashed(&s->trail, r);
	if (PQgetlength(r, 0, HASH) != TRAIL_HASH ||
	    memcmp(PQgetvalue(r, 0, HASH), s->trail.hash, TRAIL_HASH) != 0) {
		told(s,
		    "it is not what was sealed: it was edited, or swapped "
		    "with another, or its seal was",
		    &row);
		return (true);
	}
	s->last = row;
	compared(s, &row);
	return (true);
}

/* Row by row, so that a trail of any length takes the same memory. */
bool
audit_walk(struct scan *s, PGconn *conn)
{
	PGresult *r;
	bool	  next = true, fine = true;

	if (PQsendQueryParams(conn, SQL_tool_audit.text, 0, NULL, NULL, NULL,
		NULL, 1) != 1 ||
	    PQsetSingleRowMode(conn) != 1)
		fine = false;
	while ((r = PQgetResult(conn)) != NULL) {
		if (PQresultStatus(r) == PGRES_SINGLE_TUPLE && next &&
		    !s->found)
			next = checked(s, r);
		else if (PQresultStatus(r) == PGRES_FATAL_ERROR)
			fine = false;
		PQclear(r);
	}
	if (!fine)
		tool_problem("reading the trail: %s", PQerrorMessage(conn));
	else if (!next)
		skipped(s, conn, &s->unsealed);
	return (fine);
}

/* What stood behind the last row: rows whose seals are still there, or that
 * a head was signed over. */
void
audit_end(struct scan *s, PGconn *conn)
{
	const struct head *h;
	struct batch	   b;
	char		   what[160];

	if (s->found)
		return;
	batch_init(&b);
	sql_tool_audit_gap(&b, s->trail.n + 1);
	if (db_sync_ask(conn, &b) == 0 &&
	    set_rows(batch_set(&b, &SQL_tool_audit_gap)) > 0) {
		skipped(s, conn, &s->last);
	} else if (s->agreed < s->heads.used && s->last.id == 0) {
		tool_problem("the whole trail is gone.");
		s->found = true;
	} else if (s->agreed < s->heads.used) {
		h = &s->heads.at[s->heads.used - 1];
		snprintf(what, sizeof(what),
		    "what came after it is gone: the head of %s has %" PRId64
		    " rows, here are %" PRId64,
		    h->at, h->n, s->trail.n);
		told(s, what, &s->last);
	}
	batch_release(&b);
}
