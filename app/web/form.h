/*
 * Forms: every field of every form stands in a table, with its limits and
 * its sentences.  All fields are checked, so that one answer lists all that
 * is wrong; the database's named CHECKs hold the same limits.
 */
#ifndef NC_WEB_FORM_H
#define NC_WEB_FORM_H

#include <stdbool.h>

#include "words.h" /* build/gen: enum say */

enum field_kind {
	FIELD_LINE,	/* one line; inner runs of space become one */
	FIELD_TEXT,	/* lines; CRLF becomes LF, ends are trimmed */
	FIELD_MAIL,	/* an address; lower-cased domain, at most 254 */
	FIELD_PHONE,	/* any form; digits + - ( ) / space, 5 to 30 */
	FIELD_NUMBER,	/* whole, between min and max */
	FIELD_HOURS,	/* "2", "1.5", "1,5", "30 min", "2 h": minutes */
	FIELD_DATE,	/* any sensible form: normalised to 2026-11-26 */
	FIELD_TIME,	/* "18:30", "6.30 pm": normalised to 18:30 */
	FIELD_CHOICE,	/* one of choices */
	FIELD_CHOICES,	/* several of choices, at least min */
	FIELD_TICK,	/* "yes" or absent */
	FIELD_REF,	/* NC-7Q4F-K2, upper-cased; also without dashes */
	FIELD_PASSWORD, /* 8 to 1,024 characters, never trimmed or shown */
	FIELD_LINK	/* http, https, mailto or tel */
};

struct field {
	const char	  *name;
	enum field_kind	   kind;
	int		   min; /* characters, value or ticks */
	int		   max; /* characters (not bytes) or value */
	bool		   optional;
	const char *const *choices; /* NULL-terminated; NULL: any
						 * short word, the database knows */
	enum say	   missing; /* when empty; SAY_none: general */
	enum say	   wrong;   /* when it cannot be read */
	bool		   unkept;  /* opens a door: never kept for later */
	bool		   secrets; /* refuse what looks like a password
						 * written into a story */
};

struct form {
	const char	   *name;   /* "claims_new" */
	const struct field *fields; /* ends with a NULL name */
};

#endif
