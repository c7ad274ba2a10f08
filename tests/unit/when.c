/* Dates, times and spans as people type them. */
#include "core/when.h"
#include "tap.h"

static const char today[] = "2026-11-24"; /* a Tuesday */

static void
dates(void)
{
	static const char *const cases[][2] = {
		{ "2026-11-26", "2026-11-26" },
		{ "26/11/2026", "2026-11-26" },
		{ "26.11.2026", "2026-11-26" },
		{ "26.11.26", "2026-11-26" },
		{ "26-11-2026", "2026-11-26" },
		{ "26 11 2026", "2026-11-26" },
		{ "6/1/2027", "2027-01-06" },
		{ "26 November 2026", "2026-11-26" },
		{ "26 november", "2026-11-26" },
		{ "26th Nov", "2026-11-26" },
		{ "26th of November", "2026-11-26" },
		{ "the 26th of November 2026", "2026-11-26" },
		{ "November 26", "2026-11-26" },
		{ "November 26, 2026", "2026-11-26" },
		{ "Thursday 26 November", "2026-11-26" },
		{ "Thu, 26 Nov 2026", "2026-11-26" },
		{ "24 November", "2026-11-24" },
		{ "23 November", "2027-11-23" },
		{ "1 Sept", "2027-09-01" },
		{ "26/11", "2026-11-26" },
		{ "today", "2026-11-24" },
		{ "Tomorrow", "2026-11-25" },
		{ "Wednesday", "2026-11-25" },
		{ "Tuesday", "2026-12-01" },
		{ "fri", "2026-11-27" },
		{ "on Monday", "2026-11-30" },
		{ "29 February 2028", "2028-02-29" },
		{ "29/2/2027", NULL },
		{ "31/4/2027", NULL },
		{ "32/1/2027", NULL },
		{ "0/1/2027", NULL },
		{ "1/13/2027", NULL },
		{ "1/1/99999", NULL },
		{ "", NULL },
		{ "soon", NULL },
		{ "26", NULL },
		{ "November", NULL },
		{ "1 2 3 4 5 6 7 8 9", NULL },
		{ "99999999999999999999", NULL },
		{ "26 November November", NULL },
	};
	char into[11];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_str(when_date(cases[i][0], today, into) ? into : NULL,
		    cases[i][1], "date \"%s\"", cases[i][0]);
	tap_str(when_date("tomorrow", "2027-12-31", into) ? into : NULL,
	    "2028-01-01", "tomorrow over the year's end");
	tap_str(when_date("tomorrow", "2028-02-28", into) ? into : NULL,
	    "2028-02-29", "tomorrow onto the leap day");
	tap_str(when_date("29 February", "2026-11-24", into) ? into : NULL,
	    NULL, "a leap day that next year has not");
}

static void
times(void)
{
	static const char *const cases[][2] = {
		{ "18:30", "18:30" },
		{ "18.30", "18:30" },
		{ "1830", "18:30" },
		{ "9:05", "09:05" },
		{ "930", "09:30" },
		{ "6.30 pm", "18:30" },
		{ "6:30pm", "18:30" },
		{ "6pm", "18:00" },
		{ "6 p.m.", "18:00" },
		{ "12pm", "12:00" },
		{ "12am", "00:00" },
		{ "12:15 a.m.", "00:15" },
		{ "18h", "18:00" },
		{ "9 o'clock", "09:00" },
		{ "noon", "12:00" },
		{ "0:00", "00:00" },
		{ "23:59", "23:59" },
		{ "24:00", NULL },
		{ "18:60", NULL },
		{ "13pm", NULL },
		{ "0pm", NULL },
		{ "18:3", NULL },
		{ "evening", NULL },
		{ "", NULL },
		{ "1:2:3", NULL },
	};
	char into[6];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_str(when_time(cases[i][0], into) ? into : NULL, cases[i][1],
		    "time \"%s\"", cases[i][0]);
}

static void
spans(void)
{
	static const struct {
		const char *typed;
		int	    minutes;
	} cases[] = { { "2", 120 }, { "1.5", 90 }, { "1,5", 90 },
		{ "1,5 hours", 90 }, { "2 h", 120 }, { "2h", 120 },
		{ "30 min", 30 }, { "30 minutes", 30 }, { "1 h 30", 90 },
		{ "1 hour and 30 minutes", 90 }, { "1h30m", 90 },
		{ "0.25", 15 }, { " 2 ", 120 }, { "100", 6000 }, { "101", -1 },
		{ "", -1 }, { "an hour", -1 }, { "-2", -1 }, { "2 days", -1 },
		{ "1.5.5", -1 }, { "99999999999", -1 } };
	int minutes;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_int(when_span(cases[i].typed, &minutes) ? minutes : -1,
		    cases[i].minutes, "span \"%s\"", cases[i].typed);
}

static void
calendar(void)
{
	tap_int(when_days(1970, 1, 1), 0, "the first day");
	tap_int(when_days(2000, 3, 1), 11017, "a day after a leap day");
	tap_int(when_days(2026, 11, 24), 20781, "a day of 2026");
	tap_int(when_weekday(when_days(2026, 11, 24)), 1, "is a Tuesday");
	tap_int(when_weekday(0), 3, "the first day is a Thursday");
}

int
main(void)
{
	dates();
	times();
	spans();
	calendar();
	return (tap_end());
}
