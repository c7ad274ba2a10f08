/* Whether a password is too near to what guessers try first, and why. */
#ifndef NC_CORE_ADVICE_H
#define NC_CORE_ADVICE_H

enum advice {
	ADVICE_FINE,
	ADVICE_COMMON, /* a word that many use, or a turn of one */
	ADVICE_OWN,    /* the person's own name or address */
	ADVICE_PATTERN /* keys beside each other, a date, the same again */
};

/*
 * Less than a hundred million guesses are too few (libzxcvbn's estimate).
 * own: name and address, as they are.  Looks at the first 60 bytes alone:
 * one that repeats two digits takes 0.15 s for 60 and 2 s for 100, so it
 * is called in a task, never by a worker.
 */
enum advice advice_password(const char *password, const char *name,
    const char *address);

#endif
