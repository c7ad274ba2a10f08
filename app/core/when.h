/*
 * Dates, times and spans as people type them.  Pure: the caller says which
 * day it is.
 */
#ifndef NC_CORE_WHEN_H
#define NC_CORE_WHEN_H

#include <stdbool.h>

/*
 * Any sensible form of a date, to "2026-11-26": that form itself, 26/11/2026,
 * 26.11.26, 26 November, 26th Nov 2026, November 26, today, tomorrow, Monday
 * (the next one).  Day before month, as in Europe.  Without a year: the next
 * such day from `today` ("2026-11-24") on.  False when it is none.
 */
bool when_date(const char *typed, const char *today, char into[11]);

/* "18:30", "6.30 pm", "6pm", "1830", "noon": to "18:30". */
bool when_time(const char *typed, char into[6]);

/* "2", "1.5", "1,5 hours", "2 h", "30 min", "1 h 30": to whole minutes; a
 * bare number means hours.  False for none, or beyond 100 hours. */
bool when_span(const char *typed, int *minutes);

/* Days since 1970-01-01 of a day of the Gregorian calendar, and its weekday,
 * 0 being Monday. */
long when_days(int year, int month, int day);
int  when_weekday(long days);

#endif
