/*
 * The steward: the process behind the pages.  It sends what waits in the
 * outbox and keeps the clocks.  One runs at a time (an advisory lock); a
 * second waits, ready to take over.
 */
#ifndef NC_STEWARD_H
#define NC_STEWARD_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/settings.h"

/* One mail on its way.  All text is the letter's own. */
struct letter {
	long long id;
	char	 *message_id; /* "uuid@host": the same at every try */
	char	 *thread;     /* "" or the id that its thread begins with */
	char	 *from_name;  /* "Nocape" or "" */
	char	 *from;	      /* "help@example.org" */
	char	 *to_name;
	char	 *to;
	char	 *subject;
	char	 *text; /* lines end in \n */
	char	 *html;
};

enum sent {
	SENT,
	SENT_LATER, /* try again: the server was away or busy */
	SENT_NEVER  /* the server says that this will not change */
};

void letter_release(struct letter *);

/* The mail as bytes with CRLF line ends, for the caller to free(). */
char *letter_bytes(const struct letter *, size_t *);

/* Sends it by SMTP, or writes an .eml file where no server is set.
 * problem: what went wrong, without addresses, for the log. */
enum sent letter_send(const struct settings *, const struct letter *,
    char problem[static 300]);

/* One mail of the outbox.  1: one was taken, 0: none waits, -1: the
 * connection is gone. */
int outbox_send_one(PGconn *, const struct settings *);

/* What the clock asks for now.  0, or -1 when the connection is gone. */
int clocks_run(PGconn *);

/* Destroys keys that are to go; makes the archive that somebody asked for.
 * 0, or -1 when the connection is gone. */
int keys_destroy(PGconn *);
int exports_make_one(PGconn *);

/* Minutes until try number n (0 is the first failure), by house rule
 * 1, 5, 15, 60, then every 4 hours. */
int outbox_wait_minutes(int n);

/* One JSON line on stderr; never an address or a text. */
void steward_log(const char *what, long long id, const char *detail);

#endif
