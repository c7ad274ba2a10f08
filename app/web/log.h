/*
 * The log: one line of JSON on stderr for each visit and for each thing that
 * went wrong.  Never what a person wrote, never an address or a name.
 */
#ifndef NC_WEB_LOG_H
#define NC_WEB_LOG_H

#include <stdint.h>

struct db_trouble;

struct log_visit {
	const char *id;
	const char *method;
	const char *route; /* the pattern, "" when none fits */
	int	    status;
	uint64_t    ms;
};

void log_visit(const struct log_visit *); /* written by the next flush, at
					   * once when it is our fault */
void log_flush(void);
void log_trouble(const char *id, const struct db_trouble *);
void log_note(const char *what, const char *why);

#endif
