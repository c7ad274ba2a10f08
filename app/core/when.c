/* Reads dates, times and spans as people type them. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "when.h"

struct words {		/* what was typed, cut at its joints */
	char at[8][16]; /* small letters, or digits alone */
	int  used;
};

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };
static const char *const weekdays[] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday" };

/* The days from civil formula of the proleptic Gregorian calendar: years
 * begin in March, so that the leap day is a year's last. */
long
when_days(int year, int month, int day)
{
	long y = year - (month <= 2);
	long era = y / 400, of_era = y - era * 400;
	long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return (era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468);
}

int
when_weekday(long days)
{
	return ((int)((days + 3) % 7)); /* 1970-01-01 was a Thursday */
}

static int
month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return (length[month - 1] + (month == 2 && leap));
}

static void
written(char into[11], int y, int m, int d)
{
	snprintf(into, 11, "%04u-%02u-%02u", (unsigned)y % 10000,
	    (unsigned)m % 100, (unsigned)d % 100);
}

static void
day_of(long days, char into[11])
{
	int y = 1970 + (int)(days / 366), m = 1;

	while (when_days(y + 1, 1, 1) <= days)
		y++;
	while (m < 12 && when_days(y, m + 1, 1) <= days)
		m++;
	written(into, y, m, (int)(days - when_days(y, m, 1)) + 1);
}

/* Runs of letters and runs of digits; all else only parts them. */
static bool
cut(const char *typed, struct words *w)
{
	size_t n;

	for (w->used = 0; *typed != '\0'; typed += n) {
		const unsigned char *c = (const unsigned char *)typed;

		for (n = 0; isdigit(c[n]); n++)
			;
		if (n == 0)
			for (; isalpha(c[n]); n++)
				;
		if (n == 0) {
			n = 1;
			continue;
		}
		if (w->used == 8 || n > 15)
			return (false);
		for (size_t i = 0; i < n; i++)
			w->at[w->used][i] = (char)tolower(c[i]);
		w->at[w->used++][n] = '\0';
	}
	return (w->used > 0);
}

static void
dropped(struct words *w, int i)
{
	memmove(w->at[i], w->at[i + 1],
	    sizeof(w->at[0]) * (size_t)(w->used - i - 1));
	w->used--;
}

/* A word of a list, or its first three letters or more. */
static int
listed(const char *word, const char *const *list, int n)
{
	size_t length = strlen(word);

	if (length == 4 && strcmp(word, "sept") == 0)
		word = "sep", length = 3;
	for (int i = 0; length >= 3 && i < n; i++)
		if (strncmp(word, list[i], length) == 0)
			return (i);
	return (-1);
}

static bool
silent(const char *word)
{
	static const char *const words[] = { "st", "nd", "rd", "th", "of",
		"the", "on" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(word, words[i]) == 0)
			return (true);
	return (false);
}

/* "th" of "26th", "of" and "the" say nothing; then neither does a weekday
 * that stands beside a date. */
static void
plain(struct words *w)
{
	for (int i = w->used - 1; i >= 0; i--)
		if (silent(w->at[i]))
			dropped(w, i);
	for (int i = w->used - 1; i >= 0 && w->used > 1; i--)
		if (listed(w->at[i], weekdays, 7) != -1)
			dropped(w, i);
}

static bool
worded(const struct words *w, long today, char into[11])
{
	int day;

	if (w->used != 1)
		return (false);
	if (strcmp(w->at[0], "today") == 0) {
		day_of(today, into);
	} else if (strcmp(w->at[0], "tomorrow") == 0) {
		day_of(today + 1, into);
	} else if ((day = listed(w->at[0], weekdays, 7)) != -1) {
		day = (day - when_weekday(today) + 6) % 7 + 1;
		day_of(today + day, into);
	} else {
		return (false);
	}
	return (true);
}

static int
digits(const char *word, size_t most)
{
	size_t n = strspn(word, "0123456789");

	if (n == 0 || word[n] != '\0' || n > most)
		return (-1);
	return ((int)strtol(word, NULL, 10));
}

/* Day, month and year in whichever order they came; year 0 when left out. */
static bool
ordered(const struct words *w, int *d, int *m, int *y)
{
	int named = -1;

	for (int i = 0; i < w->used; i++)
		if (!isdigit((unsigned char)w->at[i][0])) {
			if (named != -1)
				return (false);
			named = i;
		}
	if (w->used < 2 || w->used > 3 || named == 2)
		return (false);
	if (named == -1 && strlen(w->at[0]) == 4 && w->used == 3) {
		*y = digits(w->at[0], 4);
		*m = digits(w->at[1], 2);
		*d = digits(w->at[2], 2);
		return (true);
	}
	*d = digits(w->at[named == 0], 2);
	*m = named == -1 ? digits(w->at[1], 2)
			 : listed(w->at[named], months, 12) + 1;
	*y = w->used == 3 ? digits(w->at[2], 4) : 0;
	if (w->used == 3 && strlen(w->at[2]) == 2)
		*y += 2000;
	return (true);
}

bool
when_date(const char *typed, const char *today, char into[11])
{
	struct words w, t;
	int	     d, m, y;
	long	     now;

	if (!cut(today, &t) || t.used != 3 || !cut(typed, &w))
		return (false);
	now = when_days(digits(t.at[0], 4), digits(t.at[1], 2),
	    digits(t.at[2], 2));
	plain(&w);
	if (worded(&w, now, into))
		return (true);
	if (!ordered(&w, &d, &m, &y) || m < 1 || m > 12 || d < 1)
		return (false);
	if (y == 0) {
		y = digits(t.at[0], 4);
		if (when_days(y, m, d) < now)
			y++;
	}
	if (y < 1900 || y > 2200 || d > month_length(y, m))
		return (false);
	written(into, y, m, d);
	return (true);
}

/* 1 for pm, 0 for am, -1 for neither; "p" and "m" of "p.m." are two words. */
static int
half(struct words *w)
{
	char joined[40] = "";
	int  is = -1;

	for (int i = 0; i < w->used;) {
		if (isdigit((unsigned char)w->at[i][0])) {
			i++;
			continue;
		}
		strncat(joined, w->at[i], sizeof(joined) - strlen(joined) - 1);
		dropped(w, i);
	}
	if (strcmp(joined, "pm") == 0 || strcmp(joined, "p") == 0)
		is = 1;
	else if (strcmp(joined, "am") == 0 || strcmp(joined, "a") == 0)
		is = 0;
	else if (*joined != '\0' && strcmp(joined, "h") != 0 &&
	    strcmp(joined, "oclock") != 0)
		is = -2;
	return (is);
}

bool
when_time(const char *typed, char into[6])
{
	struct words w;
	int	     h, m = 0, pm;

	if (!cut(typed, &w))
		return (false);
	if (w.used == 1 &&
	    (strcmp(w.at[0], "noon") == 0 || strcmp(w.at[0], "midday") == 0)) {
		memcpy(into, "12:00", 6);
		return (true);
	}
	pm = half(&w);
	if (pm == -2 || w.used < 1 || w.used > 2)
		return (false);
	h = digits(w.at[0], 4);
	if (w.used == 2)
		m = strlen(w.at[1]) == 2 ? digits(w.at[1], 2) : -1;
	else if (strlen(w.at[0]) > 2)
		m = h % 100, h /= 100;
	if (pm >= 0 && (h < 1 || h > 12))
		return (false);
	if (pm >= 0)
		h = h % 12 + 12 * pm;
	if (h < 0 || h > 23 || m < 0 || m > 59)
		return (false);
	snprintf(into, 6, "%02d:%02d", h, m);
	return (true);
}
