/*
 * A view: what one page or mail may show.  Sets by name, values by name,
 * the fields of a form as they were typed, what is wrong with them, and
 * the language.  Compiled templates read it; it knows neither Kore nor
 * libpq, so the steward writes mails with it.
 */
#ifndef NC_WEB_VIEW_H
#define NC_WEB_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "set.h"

enum language { LANG_EN, LANG_PSEUDO, LANGUAGES };
enum say; /* build/gen/words.h */

struct buffer { /* grows; bytes is not NUL-terminated */
	char  *bytes;
	size_t used;
	size_t size;
};

void buffer_add(struct buffer *, const char *, size_t);
void buffer_str(struct buffer *, const char *);
void buffer_release(struct buffer *);

struct view;

struct view  *view_new(enum language);
void	      view_free(struct view *);
enum language view_language(const struct view *);

/* A set under its name; borrowed, so it must outlive the view.  A later
 * set of the same name replaces the earlier. */
void view_set(struct view *, const char *name, const struct set *);

/* A set the view owns from now on (built by C for a page). */
void view_take(struct view *, const char *name, struct set *);

/* {{name}}: copied.  NULL makes it empty. */
void view_value(struct view *, const char *name, const char *value);

/* {{value.NAME}}: what a field holds.  Several values may be added under
 * one name (checkboxes).  view_typed() returns the i-th, NULL past the end. */
void	    view_typed_add(struct view *, const char *name, const char *);
void	    view_typed_clear(struct view *, const char *name);
const char *view_typed(const struct view *, const char *name, size_t i);

/* Fills fields from the set's columns in that row, but only those that
 * were not typed: a form shown again keeps what the person wrote.  A value
 * that looks like a PostgreSQL array ({a,b}) fills several. */
void view_fill(struct view *, const struct set *, size_t row);

/* {{error.NAME}} and the summary {{#errors}}{{field}} {{text}}{{/errors}};
 * the first sentence for a field wins, order is kept. */
void view_error(struct view *, const char *field, enum say);
bool view_has_errors(const struct view *);

/* One template, once per language. */
struct page {
	const char *name; /* "requests_show" */
	bool	    html; /* escaped; false for mail text */
	void (*write[LANGUAGES])(const struct view *, struct buffer *);
};

/* The words of a key in a language; never NULL for a key of the enum.
 * say_find() answers -1 for a key that stands in no .say file. */
const char *say_text(enum language, enum say);
int	    say_find(const char *key);

#endif
