/* An archive: what a person is given, as the bytes of one zip file. */
#ifndef NC_STEWARD_ARCHIVE_H
#define NC_STEWARD_ARCHIVE_H

#include "web/set.h"

/* The values with sealed ones opened: a set of our own, for
 * archive_forget(). */
struct set *archive_opened(const struct set *);
void	    archive_forget(struct set *);

/* everything.json and everything.html; base64url, to free.  NULL when it
 * cannot be made.  made: sets and values that the page shows. */
char *archive_write(const struct set *values, const char *community,
    const char *made_at);

#endif
