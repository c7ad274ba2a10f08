/*
 * What compiled templates call.  The page compiler writes the calls; the
 * names of a template are its sites, and each remembers where it found its
 * column the last time.
 */
#ifndef NC_WEB_VIEW_RUN_H
#define NC_WEB_VIEW_RUN_H

#include <stdint.h>

#include "view.h"

enum place {
	PLACE_NAME,	/* {{name}}: rows inside out, set, value */
	PLACE_FIRST,	/* {{set.name}}: the set's first row */
	PLACE_TYPED,	/* {{value.name}} */
	PLACE_ERROR,	/* {{error.name}} */
	PLACE_LANGUAGE, /* {{language}}: en, qps */
	PLACE_DIRECTION /* {{direction}}: ltr, rtl */
};

enum escape {
	ESCAPE_NONE, /* mail */
	ESCAPE_HTML, /* text and quoted attributes */
	ESCAPE_PATH, /* inside an address: percent-encoded */
	ESCAPE_URL   /* a whole address, checked, then as HTML */
};

enum filter {
	FILTER_NONE,
	FILTER_WHEN,
	FILTER_DATE,
	FILTER_DAY,
	FILTER_TIME,
	FILTER_EFFORT,
	FILTER_SAY,
	FILTER_LINES,
	FILTER_OPEN
};

struct site {
	enum place  place;
	const char *name;
	const char *set;   /* PLACE_FIRST */
	uint64_t    key;   /* the rows that were open; 0: never */
	int	    depth; /* rows further out; -1: in none */
	int	    column;
	size_t	    hint; /* which set of the view */
};

struct frame { /* an open row */
	const struct set   *set;
	size_t		    row;
	uint64_t	    key; /* of this shape and those further out */
	const struct frame *outer;
};

struct run {
	const struct view  *view;
	struct buffer	   *out;
	const struct frame *frame;
	enum language	    language;
};

struct each {
	struct frame frame;
	size_t	     left; /* rounds to go */
	bool	     rows; /* a set, not only a value */
};

void run_text(struct run *, const char *, size_t);
void run_value(struct run *, struct site *, enum escape, enum filter);
bool run_true(struct run *, struct site *);
bool run_is(struct run *, struct site *, const char *word);
bool run_same(struct run *, struct site *, struct site *other);

/* Which plural form: 0 for one, 1 for others. */
size_t run_plural(struct run *, struct site *);

/* {{#name}}: a round for each row of a set, or one when a value is there. */
void each_open(struct run *, struct each *, struct site *);
bool each_next(struct run *, struct each *);

/* For view_filter.c: a value as it stands, and a value by its name. */
void	    run_escaped(struct run *, const char *, size_t, enum escape);
const char *run_found(struct run *, struct site *);
void	    run_filtered(struct run *, const char *, enum escape, enum filter);

#endif
