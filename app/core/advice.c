/* Asks libzxcvbn how many guesses a password stands. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <zxcvbn.h>

#include "advice.h"

enum { LOOKED_AT = 60, WORDS = 16 };

static const double bits_enough = 26.6; /* 10^8 guesses */

struct words {
	char	    text[600];
	const char *at[WORDS + 1];
	size_t	    used;
};

/* Its parts of three letters or more, in small letters. */
static void
added(struct words *w, char *text)
{
	char *part;

	for (char *c = text; *c != '\0'; c++)
		*c = isalnum((unsigned char)*c) || (unsigned char)*c >= 0x80
		    ? (char)tolower((unsigned char)*c)
		    : ' ';
	while ((part = strsep(&text, " ")) != NULL)
		if (strlen(part) >= 3 && w->used < WORDS)
			w->at[w->used++] = part;
	w->at[w->used] = NULL;
}

/* The kind of match that says most. */
static enum advice
reason(const ZxcMatch_t *m)
{
	enum advice why = ADVICE_PATTERN;
	int	    kind;

	for (; m != NULL; m = m->Next) {
		kind = (int)m->Type & ~(int)MULTIPLE_MATCH;
		if (kind == USER_MATCH || kind == USER_LEET_MATCH)
			return (ADVICE_OWN);
		if (kind == DICTIONARY_MATCH || kind == DICT_LEET_MATCH)
			why = ADVICE_COMMON;
	}
	return (why);
}

enum advice
advice_password(const char *password, const char *name, const char *address)
{
	char	     looked_at[LOOKED_AT + 1];
	struct words own = { .used = 0 };
	ZxcMatch_t  *parts = NULL;
	enum advice  why = ADVICE_FINE;

	snprintf(looked_at, sizeof(looked_at), "%s", password);
	snprintf(own.text, sizeof(own.text), "%s %s nocape", name, address);
	added(&own, own.text);
	if (ZxcvbnMatch(looked_at, own.at, &parts) < bits_enough)
		why = reason(parts);
	ZxcvbnFreeInfo(parts);
	explicit_bzero(looked_at, sizeof(looked_at));
	return (why);
}
