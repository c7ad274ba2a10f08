/* The pseudo-language: shows what was never translated or does not fit. */
#ifndef NC_TOOL_COMPILE_TEXT_PSEUDO_H
#define NC_TOOL_COMPILE_TEXT_PSEUDO_H

#include "compile_text.h"

/* Adds the sentence in accented letters with doubled vowels, which makes it
 * about 35 % longer; tags, entities and {{names}} stay as they are.  The
 * caller puts the brackets around. */
void pseudo(struct text *, const char *, size_t);

#endif
