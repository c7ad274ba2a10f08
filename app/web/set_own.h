/*
 * How a set is made of rows that somebody else holds, so that set.c needs
 * no libpq: the database layer wraps a PGresult with three functions.
 */
#ifndef NC_WEB_SET_OWN_H
#define NC_WEB_SET_OWN_H

#include <stddef.h>
#include <stdint.h>

#include "set.h"

struct set_source {
	const char *(*name)(void *owner, int column);
	const char *(*cell)(void *owner, size_t row, int column);
	void (*release)(void *owner);
};

/* Names and cells are borrowed from the owner, which set_free() releases;
 * cell answers NULL for SQL NULL.  The source must be static. */
struct set *set_wrap(void *owner, size_t rows, size_t columns,
    const struct set_source *);

/* The column's name, borrowed; NULL when there is none. */
const char *set_name(const struct set *, int column);

/* Says which columns there are, in which order: sets with the same columns
 * have the same shape, so a name once found need not be sought again.
 * Never 0; 0 stands for no set. */
uint64_t set_shape(const struct set *);

#endif
