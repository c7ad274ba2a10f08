/*
 * TAP for the unit tests: a check prints a line, tap_end() the plan.
 *
 *	int
 *	main(void)
 *	{
 *		tap_ok(2 > 1, "two is more than one");
 *		tap_str(name(), "Ruth", "the name is kept");
 *		tap_int(count(), 3, "%d pages", 3);
 *		return (tap_end());
 *	}
 */
#ifndef NC_TESTS_TAP_H
#define NC_TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_missed;

static inline bool __attribute__((format(printf, 2, 0)))
tap_line(bool fine, const char *fmt, va_list ap)
{
	tap_count++;
	tap_missed += !fine;
	printf("%sok %d - ", fine ? "" : "not ", tap_count);
	vprintf(fmt, ap);
	printf("\n");
	fflush(stdout);
	return (fine);
}

/* Each returns whether it was as it should be. */
static inline bool __attribute__((format(printf, 2, 3)))
tap_ok(bool fine, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tap_line(fine, fmt, ap);
	va_end(ap);
	return (fine);
}

static inline bool __attribute__((format(printf, 3, 4)))
tap_str(const char *got, const char *wanted, const char *fmt, ...)
{
	va_list ap;
	bool	fine;

	fine = got == wanted ||
	    (got != NULL && wanted != NULL && strcmp(got, wanted) == 0);
	va_start(ap, fmt);
	tap_line(fine, fmt, ap);
	va_end(ap);
	if (!fine)
		printf("# got    %s\n# wanted %s\n",
		    got != NULL ? got : "(null)",
		    wanted != NULL ? wanted : "(null)");
	return (fine);
}

static inline bool __attribute__((format(printf, 3, 4)))
tap_int(int64_t got, int64_t wanted, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tap_line(got == wanted, fmt, ap);
	va_end(ap);
	if (got != wanted)
		printf("# got    %jd\n# wanted %jd\n", (intmax_t)got,
		    (intmax_t)wanted);
	return (got == wanted);
}

/* The plan; what main() returns. */
static inline int
tap_end(void)
{
	printf("1..%d\n", tap_count);
	return (tap_missed > 0 || tap_count == 0);
}

#endif
