/*
 * A set: rows with named columns, as a statement returned them or as the
 * core computed them.  Pages and mails show sets; nobody writes into one
 * that came from the database.
 */
#ifndef NC_WEB_SET_H
#define NC_WEB_SET_H

#include <stddef.h>

struct set;

/* Rows and columns; 0 for NULL. */
size_t set_rows(const struct set *);
size_t set_columns(const struct set *);

/* The column's place, or -1 when the set has none of that name. */
int set_column(const struct set *, const char *name);

/* A cell as text, borrowed from the set; NULL for SQL NULL or no such cell. */
const char *set_at(const struct set *, size_t row, int column);
const char *set_get(const struct set *, size_t row, const char *name);

/* A set of our own: columns are fixed when it is made, rows are added.
 * Values are copied; NULL is kept as NULL.  set_free() of NULL is fine. */
struct set *set_new(const char *const *columns, size_t n);
void	    set_add(struct set *, const char *const *values);
void	    set_free(struct set *);

/* Some rows of another set, which must outlive this one; nothing is copied.
 * What reaches beyond its end is left out. */
struct set *set_part(const struct set *, size_t first, size_t rows);

#endif
