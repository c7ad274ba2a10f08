/* Sets: rows with named columns, our own or wrapped around somebody else's. */
#include <stdlib.h>
#include <string.h>

#include "set_own.h"

struct set {
	void		 *owner; /* of the rows, unless they are our own */
	const struct set *whole; /* that this one is a part of */
	size_t		  first; /* row of the whole */
	const struct set_source *source;
	const char	       **names;
	size_t			 columns;
	size_t			 rows;
	uint64_t		 shape;
	char		       **cells; /* rows * columns of them */
	size_t			 size;	/* rows there is room for */
	size_t			*next;	/* where set_column() looks first */
};

static void *
kept(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

/* FNV-1a over the names and the gaps between them. */
static uint64_t
shape_of(const struct set *s)
{
	uint64_t    h = 14695981039346656037u;
	const char *c;
	size_t	    i;

	for (i = 0; i < s->columns; i++) {
		for (c = s->names[i]; *c != '\0'; c++)
			h = (h ^ (unsigned char)*c) * 1099511628211u;
		h = (h ^ 0xff) * 1099511628211u;
	}
	return h == 0 ? 1 : h;
}

static struct set *
made(size_t columns)
{
	struct set *s = kept(calloc(1, sizeof *s));

	s->columns = columns;
	s->names = kept(calloc(columns + 1, sizeof *s->names));
	s->next = kept(calloc(1, sizeof *s->next));
	return s;
}

struct set *
set_wrap(void *owner, size_t rows, size_t columns,
    const struct set_source *source)
{
	struct set *s = made(columns);
	size_t	    i;

	s->owner = owner;
	s->source = source;
	s->rows = rows;
	for (i = 0; i < columns; i++)
		s->names[i] = source->name(owner, (int)i);
	s->shape = shape_of(s);
	return s;
}

struct set *
set_new(const char *const *columns, size_t n)
{
	struct set *s = made(n);
	size_t	    i;

	for (i = 0; i < n; i++)
		s->names[i] = kept(strdup(columns[i]));
	s->shape = shape_of(s);
	return s;
}

struct set *
set_part(const struct set *whole, size_t first, size_t rows)
{
	size_t	    all = set_rows(whole), i;
	struct set *s = made(set_columns(whole));

	s->whole = whole;
	s->first = first < all ? first : all;
	s->rows = rows < all - s->first ? rows : all - s->first;
	for (i = 0; i < s->columns; i++)
		s->names[i] = whole->names[i];
	s->shape = whole == NULL ? shape_of(s) : whole->shape;
	return s;
}

void
set_add(struct set *s, const char *const *values)
{
	char **row;
	size_t i;

	if (s->source != NULL || s->whole != NULL)
		abort(); /* nobody writes into the database's answer */
	if (s->rows == s->size) {
		s->size = s->size == 0 ? 8 : s->size * 2;
		s->cells = kept(reallocarray(s->cells,
		    s->size * (s->columns + 1), sizeof *s->cells));
	}
	row = s->cells + s->rows * s->columns;
	for (i = 0; i < s->columns; i++)
		row[i] = values[i] == NULL ? NULL : kept(strdup(values[i]));
	s->rows++;
}

void
set_free(struct set *s)
{
	size_t i;

	if (s == NULL)
		return;
	if (s->source != NULL) {
		if (s->source->release != NULL)
			s->source->release(s->owner);
	} else if (s->whole == NULL) {
		for (i = 0; i < s->columns; i++)
			free((void *)(uintptr_t)s->names[i]);
		for (i = 0; i < s->rows * s->columns; i++)
			free(s->cells[i]);
	}
	free(s->cells);
	free(s->next);
	free(s->names);
	free(s);
}

size_t
set_rows(const struct set *s)
{
	return s == NULL ? 0 : s->rows;
}

size_t
set_columns(const struct set *s)
{
	return s == NULL ? 0 : s->columns;
}

uint64_t
set_shape(const struct set *s)
{
	return s == NULL ? 0 : s->shape;
}

const char *
set_name(const struct set *s, int column)
{
	if (column < 0 || (size_t)column >= set_columns(s))
		return NULL;
	return s->names[column];
}

/* Rows are read in the order of their columns: the one after the last found
 * is likely the next. */
int
set_column(const struct set *s, const char *name)
{
	size_t i, column, n = set_columns(s);

	for (i = 0; i < n; i++) {
		column = (*s->next + i) % n;
		if (strcmp(s->names[column], name) == 0) {
			*s->next = (column + 1) % n;
			return (int)column;
		}
	}
	return -1;
}

const char *
set_at(const struct set *s, size_t row, int column)
{
	if (s == NULL || row >= s->rows || column < 0 ||
	    (size_t)column >= s->columns)
		return NULL;
	if (s->whole != NULL)
		return set_at(s->whole, s->first + row, column);
	if (s->source != NULL)
		return s->source->cell(s->owner, row, column);
	return s->cells[row * s->columns + (size_t)column];
}

const char *
set_get(const struct set *s, size_t row, const char *name)
{
	return set_at(s, row, set_column(s, name));
}
