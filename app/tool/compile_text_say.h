/* The sentences of the .say files, as both compilers read them. */
#ifndef NC_TOOL_COMPILE_TEXT_SAY_H
#define NC_TOOL_COMPILE_TEXT_SAY_H

#include "compile_text.h"

struct sentence {
	const char *key;
	const char *text;
	const char *field; /* or NULL */
	const char *file;
	int	    line;
};

struct sentences {
	struct sentence *each;
	size_t		 used;
};

/* Adds a file's sentences; refuses lines that are neither comment nor
 * "key = Sentence." */
void sentences_read(struct sentences *, const char *file, const char *source);

#endif
