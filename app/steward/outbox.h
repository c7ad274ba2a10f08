/* A mail between the outbox and the post: shared by outbox.c and compose.c. */
#ifndef NC_STEWARD_OUTBOX_H
#define NC_STEWARD_OUTBOX_H

#include "sql.h"
#include "steward.h"
#include "web/view.h"

struct mail {
	const struct settings *settings;
	const struct set      *row;   /* outbox_take */
	const struct set      *to;    /* outbox_recipient */
	const struct set      *about; /* mails_<kind> */
	struct letter	       letter;
};

/* A column of the first row, "" when there is none; borrowed. */
const char *mail_at(const struct set *, const char *name);

/* The statement and the words of a kind; NULL when there is none. */
const struct statement *mail_asked_by(const char *kind);
const struct page      *mail_written_by(const char *kind);

/* Fills the letter: ids and addresses, then subject and bodies.  False when
 * the words have no subject line. */
void mail_addressed(struct mail *);
bool mail_composed(struct mail *);

#endif
