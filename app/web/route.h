/* Which row of the table a path leads to. */
#ifndef NC_WEB_ROUTE_H
#define NC_WEB_ROUTE_H

#include "pairs.h"
#include "visit.h"

/* The whole site; ends with a NULL path.  Stands in app/routes.c. */
extern const struct route ROUTES[];

/* Of the rows that fit the one whose literal words come first, so that
 * /tasks/new is not a task.  NULL when none has this method; *other then
 * says whether one has the other method. */
const struct route *route_find(const struct route *, enum method,
    const struct pairs *segments, bool *other);

/* What stands at ":name" in the path; NULL when the row has none. */
const char *route_capture(const struct route *, const struct pairs *segments,
    const char *name);

#endif
