/*
 * How often a POST may be done: a table beside that of the routes.  Who is
 * signed in is counted as a person, others by where they come from; before
 * the deed, in a transaction of its own.
 */
#ifndef NC_WEB_LIMIT_H
#define NC_WEB_LIMIT_H

struct visit;

struct limit {
	const char *path; /* as in the route table; "/desk/" for all below */
	const char *what; /* what is counted together; NULL: nothing is */
	int	    most;
	int	    seconds;
	const char *why; /* why nothing is counted */
};

extern const struct limit LIMITS[]; /* the first that fits; ends with NULL */

/* Calls the route's first step, unless it was done too often. */
void limit_first(struct visit *);

#endif
