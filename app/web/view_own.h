/* What is inside a view; for view*.c alone. */
#ifndef NC_WEB_VIEW_OWN_H
#define NC_WEB_VIEW_OWN_H

#include "view.h"

struct shown_set {
	char		 *name;
	const struct set *set;
	struct set	 *owned; /* the view frees it, or NULL */
};

struct shown_value { /* a value, or one value of a field */
	char *name;
	char *value; /* NULL: empty; of a field: nothing ticked */
};

struct shown_values {
	struct shown_value *each;
	size_t		    used;
	size_t		    size;
};

struct view {
	enum language	    language;
	struct shown_set   *sets;
	size_t		    used;
	size_t		    size;
	struct shown_values values;
	struct shown_values typed;
	struct set	   *errors; /* field, text; NULL: none */
};

/* The set of that name, or NULL.  The hint is where it was found the last
 * time; it may be wrong. */
const struct set *view_named(const struct view *, const char *name,
    size_t *hint);
const char	 *view_valued(const struct view *, const char *name);
const char	 *view_wrong(const struct view *, const char *field);

#endif
