/*
 * Names and values as a stranger sent them: the fields of a form, the
 * parts of a query.  A value may hold anything, NUL too, hence its length.
 */
#ifndef NC_WEB_PAIRS_H
#define NC_WEB_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/memory.h"

struct pair {
	const char *name;
	const char *value; /* ended by a NUL as well */
	size_t	    length;
};

struct pairs { /* starts as { 0 } */
	struct pair *at;
	size_t	     used;
	size_t	     size;
};

enum { PAIRS_MOST = 500 }; /* more in one form is an attack */

/* Borrows name and value. */
void pairs_add(struct memory *, struct pairs *, const struct pair *);

/* The i-th of that name, NULL past the end. */
const struct pair *pairs_find(const struct pairs *, const char *name, size_t i);

/* The first of that name as text, NULL when absent. */
const char *pairs_text(const struct pairs *, const char *name);

/* Letters, digits, _ - and . alone, 1 to 64 of them. */
bool pairs_name(const char *, size_t);

/*
 * application/x-www-form-urlencoded (WHATWG URL standard): false when there
 * are too many.  A pair whose name no form of ours can have is left out.
 */
bool  urlencoded_read(struct memory *, struct pairs *, const char *, size_t);
char *urlencoded_write(struct memory *, const struct pairs *);

/*
 * multipart/form-data (RFC 7578): false when it is torn.  Parts that carry a
 * file are left out.
 */
bool multipart_read(struct memory *, struct pairs *, const char *type,
    const struct pair *body);

/* The value of a cookie in a Cookie header (RFC 6265), NULL when absent. */
const char *cookie_read(struct memory *, const char *header, const char *name);

/*
 * A path, decoded once and cut at its slashes: the pairs' values are the
 * segments.  False for what no page of ours has: dot and empty segments, an
 * encoded slash, NUL, anything that is not clean UTF-8.  "/" has none.
 */
bool path_read(struct memory *, struct pairs *, const char *raw);

#endif
