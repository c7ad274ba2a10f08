/*
 * A batch: the statements of one transaction, in order, with their
 * parameters.  The generated sql_<noun>_<verb>() functions add to it; the
 * web's pipelined driver and the steward's plain one send it.
 */
#ifndef NC_WEB_BATCH_H
#define NC_WEB_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "set.h"

/* One file below sql/: made by the SQL compiler, never by hand. */
struct statement {
	const char *name; /* "requests_show" */
	const char *text; /* with $1 ... $n */
	int	    params;
	bool	    slow; /* its file says "-- slow" */
};

struct entry { /* a statement with its values */
	const struct statement *statement;
	char		      **values; /* params of them; NULL is SQL NULL */
	struct set	       *set;	/* what came back, or NULL */
};

struct batch {
	struct entry *entries;
	size_t	      used;
	size_t	      size;
};

void batch_init(struct batch *);
void batch_release(struct batch *); /* frees values and sets */

/* Copies the values.  Called by generated code only. */
void batch_add(struct batch *, const struct statement *,
    const char *const *values);

/* What the statement returned; NULL when it was not asked or failed. */
const struct set *batch_set(const struct batch *, const struct statement *);

#endif
