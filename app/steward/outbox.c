/* Takes one mail of the outbox, has it written, sends it, notes the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outbox.h"
#include "web/db_sync.h"

int
outbox_wait_minutes(int n)
{
	static const int minutes[] = { 1, 5, 15, 60 };

	return (n < 4 ? minutes[n] : 240);
}

static long long
number(const struct set *s, const char *name)
{
	return (strtoll(mail_at(s, name), NULL, 10));
}

/* What happened to the mail, in the transaction that holds its row. */
static int
noted(PGconn *conn, const struct mail *m, enum sent how, const char *problem)
{
	const struct letter *l = &m->letter;
	bool		     over;
	struct batch	     b;
	int		     failed;

	over = how == SENT_NEVER || number(m->row, "too_old") == 1;
	batch_init(&b);
	if (how == SENT)
		sql_outbox_sent(&b, l->id);
	else
		sql_outbox_later(&b, l->id,
		    outbox_wait_minutes((int)number(m->row, "tries")), problem,
		    over);
	if (how == SENT && settings_on(m->settings, "demo"))
		sql_outbox_show(&b, l->id, number(m->row, "community_id"),
		    l->to, l->subject, l->text);
	failed = db_sync_ask(conn, &b);
	batch_release(&b);
	steward_log(how == SENT ? "mail sent"
		: over		? "mail given up"
				: "mail waits",
	    l->id, *problem != '\0' ? problem : mail_at(m->row, "kind"));
	return (failed);
}

/* Becomes the recipient and asks what the mail is about. */
static int
asked(PGconn *conn, struct batch *b, struct mail *m)
{
	const char	       *kind = mail_at(m->row, "kind");
	const char	       *about = mail_at(m->row, "about");
	const struct statement *s = mail_asked_by(kind);

	sql_outbox_recipient(b, number(m->row, "community_id"),
	    number(m->row, "person_id"));
	if (s != NULL)
		batch_add(b, s, &about);
	if (db_sync_ask(conn, b) == -1)
		return (-1);
	m->to = batch_set(b, &SQL_outbox_recipient);
	m->about = s != NULL ? batch_set(b, s) : NULL;
	return (0);
}

/* Whoever typed the address: it must not end the line it stands in. */
static bool
addressable(const char *to)
{
	const char *c;

	for (c = to; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || *c == '<' || *c == '>')
			return (false);
	return (*to != '\0');
}

/* A mail without words, or about what its recipient may no longer see, is
 * given up: there is nothing to say to them. */
static enum sent
carried(struct mail *m, char problem[static 300])
{
	bool gone = m->about != NULL && set_rows(m->about) == 0;

	mail_addressed(m);
	if (gone || mail_written_by(mail_at(m->row, "kind")) == NULL) {
		snprintf(problem, 300, "%s",
		    gone ? "nothing to tell" : "no words for this kind");
		return (SENT_NEVER);
	}
	if (!addressable(m->letter.to) || !mail_composed(m)) {
		snprintf(problem, 300, "no address or no subject");
		return (SENT_NEVER);
	}
	return (letter_send(m->settings, &m->letter, problem));
}

static int
handled(PGconn *conn, const struct settings *s, const struct set *row)
{
	struct mail  m = { .settings = s, .row = row };
	struct batch b;
	char	     problem[300] = "";
	enum sent    how;
	int	     failed;

	batch_init(&b);
	failed = asked(conn, &b, &m);
	if (failed == 0) {
		how = carried(&m, problem);
		failed = noted(conn, &m, how, problem);
	}
	letter_release(&m.letter);
	batch_release(&b);
	return (failed);
}

/* A mail whose statement fails is put off outside the broken transaction,
 * so that it holds up no other. */
static int
put_off(PGconn *conn, const struct set *row)
{
	long long    id = number(row, "id");
	struct batch b;
	int	     failed;

	steward_log("mail fails", id, db_sync_problem()->message);
	db_sync_exec(conn, "rollback");
	if (PQstatus(conn) != CONNECTION_OK)
		return (-1);
	batch_init(&b);
	sql_outbox_later(&b, id, 15, db_sync_problem()->message,
	    number(row, "too_old") == 1);
	failed = db_sync_run(conn, &b);
	batch_release(&b);
	return (failed == -1 ? -1 : 1);
}

int
outbox_send_one(PGconn *conn, const struct settings *s)
{
	struct batch	  b;
	const struct set *row;
	int		  took = -1;

	if (db_sync_exec(conn, "begin") == -1)
		return (-1);
	batch_init(&b);
	sql_outbox_take(&b);
	if (db_sync_ask(conn, &b) == 0) {
		row = batch_set(&b, &SQL_outbox_take);
		took = set_rows(row) > 0;
		if (took == 1 && handled(conn, s, row) == -1)
			took = put_off(conn, row);
		else if (db_sync_exec(conn, "commit") == -1)
			took = -1;
	}
	batch_release(&b);
	return (took);
}
