/*
 * One appointment as calendars read it: RFC 5545, a VCALENDAR with one
 * VEVENT.  The same uid with a higher sequence replaces the entry, and a
 * cancelled one takes it out.
 */
#ifndef NC_CORE_CALENDAR_H
#define NC_CORE_CALENDAR_H

#include <stdbool.h>

struct calendar_event {
	const char *uid;      /* "…@host", never changes */
	const char *sequence; /* "0", one more at each change */
	bool	    cancelled;
	const char *stamp; /* times are UTC: 20261126T183000Z */
	const char *starts;
	const char *ends;
	const char *summary;	 /* any text; it is escaped here */
	const char *description; /* NULL: none */
	const char *location;	 /* NULL: none */
	const char *url;	 /* NULL: none */
};

/* Malloc'd, CRLF lines of at most 75 octets; the caller frees. */
char *calendar_write(const struct calendar_event *);

#endif
