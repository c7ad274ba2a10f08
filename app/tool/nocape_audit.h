/* `nocape audit verify`: the signed heads, and what the trail is held to. */
#ifndef NC_TOOL_NOCAPE_AUDIT_H
#define NC_TOOL_NOCAPE_AUDIT_H

#include <stddef.h>

#include "core/trail.h"
#include "nocape.h"

struct heads { /* in the order of the file, which is that of their rows */
	struct head *at;
	size_t	     used;
	size_t	     size;
};

/* Reads the file and checks every signature.  False after a sentence; path
 * NULL is the setting's file, which may be missing while none was signed. */
bool heads_read(struct tool *, struct heads *, const char *path,
    const char *public_path);

struct row {
	int64_t id;
	int64_t at;
};

struct scan {
	struct tool *tool;
	struct heads heads;
	struct trail trail;
	size_t	     agreed;   /* heads that the trail came past */
	struct row   last;     /* the last sealed one */
	struct row   since;    /* the first after the last agreed head */
	struct row   unsealed; /* the first without a seal */
	int64_t	     unsealed_rows;
	bool	     found; /* something, and said it */
};

/* Reads the whole trail; false after a sentence when it cannot be read.
 * What is wrong with it is said once, and s->found is then true. */
bool audit_walk(struct scan *, PGconn *);

/* What stood behind its last row, and is not there any more. */
void audit_end(struct scan *, PGconn *);

#endif
