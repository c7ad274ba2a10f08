/*
 * UTF-8 as strangers send it: is it well formed, how many characters has
 * it, does it hold what no page should show.
 */
#ifndef NC_CORE_UTF8_H
#define NC_CORE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The code point at s, its length in bytes in *used; -1 and 1 when there is
 * none: a stray byte, an overlong form, a surrogate, beyond U+10FFFF. */
int utf8_next(const char *s, size_t length, size_t *used);

size_t utf8_count(const char *, size_t); /* characters */

/* Well formed, and without control characters, NUL, or the marks that turn
 * text around (U+202E and its kind).  `lines` allows tab, CR and LF. */
bool utf8_clean(const char *, size_t, bool lines);

/* Copies what is clean and U+FFFD for the rest; `into` holds 3 * length + 1. */
void utf8_mend(char *into, const char *, size_t length);

#endif
