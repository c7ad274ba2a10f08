/* Finds passwords that people write into a story, so that none is kept. */
#ifndef NC_CORE_SECRETS_H
#define NC_CORE_SECRETS_H

#include <stdbool.h>

/*
 * True when the text says a password: the word for it (English and its
 * neighbours), then "is", ":" or "=", then one word that looks made up: four
 * characters or more with a digit or a sign in it, or quoted.  "We forgot the
 * password" and "the password is on a note" are not.
 */
bool secrets_told(const char *text);

#endif
