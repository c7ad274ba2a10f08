/* Which settings there are and what each may be; the reader asks. */
#ifndef NC_CORE_SETTINGS_KNOWN_H
#define NC_CORE_SETTINGS_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "settings.h"

enum kind {
	WORD,
	TEXT,
	HOST,
	ADDRESS,
	MAILHOST,
	MAILBOX,
	LETTERS,
	SWITCH,
	YES,
	NUMBER,
	WARNED, /* a number of days, or 0 */
	WHOLE	/* a path from the root on */
};

struct known {
	const char *name;
	enum kind   kind;
	bool	    empty; /* may be empty or left out */
	long	    min;
	long	    max;
};

#define SETTINGS_GENERAL 40
#define SETTINGS_SECTION 11

extern const struct known settings_general[SETTINGS_GENERAL];
extern const struct known settings_section[SETTINGS_SECTION];

struct place { /* a section, and what it says */
	char		*key;
	char		*values[SETTINGS_SECTION];
	char		*base_url;
	struct community community;
};

struct settings {
	char	     *values[SETTINGS_GENERAL];
	struct place *places;
	size_t	      count;
};

/* What the value should have been, in words; NULL when it is that. */
const char *known_expected(const struct known *, const char *value);

/* The place's community, out of its section's values. */
void settings_fill(const struct settings *, struct place *);

#endif
