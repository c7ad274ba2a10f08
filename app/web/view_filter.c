/* Filters: dates, efforts and sentences as people read them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vault.h"
#include "view_run.h"
#include "words.h"

struct clock {
	int year, month, day;
	int hour, minute; /* hour -1: no time was given */
};

struct blank { /* {{name}} of a sentence, and its value */
	const char *name;
	const char *value;
};

/* So many digits, then this character; where they end, or NULL. */
static const char *
digits(const char *s, int n, char end, int *number)
{
	if (s == NULL)
		return NULL;
	for (*number = 0; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return NULL;
		*number = *number * 10 + (*s - '0');
	}
	if (end == '\0')
		return s;
	return *s == end ? s + 1 : NULL;
}

/* 2026-11-26, with 18:30 after a space or T; seconds are passed over. */
static bool
clock_read(struct clock *c, const char *s)
{
	s = digits(s, 4, '-', &c->year);
	s = digits(s, 2, '-', &c->month);
	s = digits(s, 2, '\0', &c->day);
	if (s == NULL || c->month < 1 || c->month > 12 || c->day < 1 ||
	    c->day > 31)
		return false;
	c->hour = -1;
	if (*s == '\0')
		return true;
	if (*s != ' ' && *s != 'T')
		return false;
	s = digits(s + 1, 2, ':', &c->hour);
	return digits(s, 2, '\0', &c->minute) != NULL && c->hour < 24 &&
	    c->minute < 60;
}

/* Monday is 0.  Sakamoto's rule. */
static int
weekday(const struct clock *c)
{
	static const int shift[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	const int	 y = c->year - (c->month < 3);

	return (y + y / 4 - y / 100 + y / 400 + shift[c->month - 1] + c->day +
		   6) %
	    7;
}

static const char *
blank(struct run *r, const char *name, size_t n, const struct blank *blanks)
{
	char	    whole[64];
	struct site site = { .place = PLACE_NAME, .name = whole };

	for (; blanks != NULL && blanks->name != NULL; blanks++)
		if (strncmp(blanks->name, name, n) == 0 &&
		    blanks->name[n] == '\0')
			return blanks->value;
	snprintf(whole, sizeof whole, "%.*s", (int)n, name);
	return run_found(r, &site);
}

/* Adds the sentence with its blanks filled; what is no blank of ours is a
 * name of the page. */
static void
filled(struct run *r, const char *s, const struct blank *blanks,
    enum escape escape)
{
	const char *open, *close, *value;

	while ((open = strstr(s, "{{")) != NULL &&
	    (close = strstr(open, "}}")) != NULL) {
		run_escaped(r, s, (size_t)(open - s), escape);
		value = blank(r, open + 2, (size_t)(close - open - 2), blanks);
		s = close + 2;
		if (value != NULL)
			run_escaped(r, value, strlen(value), escape);
	}
	run_escaped(r, s, strlen(s), escape);
}

/* "UK time": of the row at hand, else of the visit. */
static const char *
zone(struct run *r)
{
	struct site near = { .place = PLACE_NAME, .name = "zone_label" };
	struct site far = { .place = PLACE_FIRST,
		.set = "visit",
		.name = "zone_label" };
	const char *label = run_found(r, &near);

	if (label == NULL || *label == '\0')
		label = run_found(r, &far);
	return label == NULL ? "" : label;
}

static enum say
date_sentence(bool timed, enum filter filter, const char *label)
{
	if (filter == FILTER_DAY)
		return SAY_date_day;
	if (!timed)
		return SAY_date_full;
	return *label == '\0' ? SAY_date_when : SAY_date_when_zone;
}

/* A number below 10,000 in at least so many digits. */
static const char *
figure(char into[8], int number, int least)
{
	char *p = into + 7;

	for (*p = '\0'; number > 0 || least > 0; number /= 10, least--)
		*--p = (char)('0' + number % 10);
	return p;
}

static const char *
daytime(char into[8], const struct clock *c)
{
	memcpy(into, "00:00", 6);
	into[0] = (char)('0' + c->hour / 10);
	into[1] = (char)('0' + c->hour % 10);
	into[3] = (char)('0' + c->minute / 10);
	into[4] = (char)('0' + c->minute % 10);
	return into;
}

static void
date(struct run *r, const struct clock *c, enum filter filter,
    enum escape escape)
{
	static const enum say weekdays[] = { SAY_weekday_1, SAY_weekday_2,
		SAY_weekday_3, SAY_weekday_4, SAY_weekday_5, SAY_weekday_6,
		SAY_weekday_7 };
	static const enum say months[] = { SAY_month_01, SAY_month_02,
		SAY_month_03, SAY_month_04, SAY_month_05, SAY_month_06,
		SAY_month_07, SAY_month_08, SAY_month_09, SAY_month_10,
		SAY_month_11, SAY_month_12 };
	const bool	      timed = filter != FILTER_DATE && c->hour >= 0;
	const char	     *label = timed ? zone(r) : "";
	char		      day[8], year[8], at[8];
	const struct blank    blanks[] = {
		   { "weekday", say_text(r->language, weekdays[weekday(c)]) },
		   { "day", figure(day, c->day, 1) },
		   { "month", say_text(r->language, months[c->month - 1]) },
		   { "year", figure(year, c->year, 1) },
		   { "time", timed ? daytime(at, c) : "" }, { "zone", label },
		   { NULL, NULL }
	};

	filled(r, say_text(r->language, date_sentence(timed, filter, label)),
	    blanks, escape);
}

static void
dated(struct run *r, const char *value, enum escape escape, enum filter filter)
{
	struct clock c;
	size_t	     n = strlen(value);

	if (filter == FILTER_TIME) {
		/* Both "18:30:00" and "2026-11-26 18:30" end in one. */
		if (n >= 16 && clock_read(&c, value))
			value += 11;
		n = strlen(value);
		run_escaped(r, value, n > 5 && value[2] == ':' ? 5 : n, escape);
	} else if (clock_read(&c, value))
		date(r, &c, filter, escape);
	else
		run_escaped(r, value, n, escape);
}

/* 15: about 15 minutes; 360: about 6 hours; beyond an hour to the nearest
 * half, since nobody knows better beforehand. */
static void
effort(struct run *r, const char *value, enum escape escape)
{
	long		   minutes = strtol(value, NULL, 10);
	long		   halves = (minutes + 15) / 30;
	char		   n[32];
	const struct blank blanks[] = { { "n", n }, { NULL, NULL } };
	enum say	   say = SAY_effort_minutes;

	if (minutes < 60) {
		snprintf(n, sizeof n, "%ld", minutes);
		if (minutes == 1)
			say = SAY_effort_minute;
	} else {
		snprintf(n, sizeof n, "%ld%s", halves / 2,
		    halves % 2 ? ".5" : "");
		say = halves == 2 ? SAY_effort_hour : SAY_effort_hours;
	}
	filled(r, say_text(r->language, say), blanks, escape);
}

static void
said(struct run *r, const char *key, enum escape escape)
{
	const int say = say_find(key);

	if (say >= 0)
		filled(r, say_text(r->language, (enum say)say), NULL, escape);
}

static void
lines(struct run *r, const char *s, enum escape escape)
{
	size_t n;

	for (; *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		run_escaped(r, s, n, escape);
		if (s[n] == '\n')
			buffer_str(r->out,
			    escape == ESCAPE_HTML ? "<br>\n" : "\n");
	}
}

/* What does not open is said in a sentence, but not inside an address. */
static void
unsealed(struct run *r, const char *envelope, enum escape escape)
{
	char *text = vault_open(envelope);

	if (text == NULL && escape != ESCAPE_PATH)
		said(r, "general_sealed", escape);
	else if (text != NULL)
		lines(r, text, escape);
	if (text != NULL)
		explicit_bzero(text, strlen(text));
	free(text);
}

void
run_filtered(struct run *r, const char *value, enum escape escape,
    enum filter filter)
{
	switch (filter) {
	case FILTER_EFFORT:
		effort(r, value, escape);
		break;
	case FILTER_SAY:
		said(r, value, escape);
		break;
	case FILTER_LINES:
		lines(r, value, escape);
		break;
	case FILTER_OPEN:
		unsealed(r, value, escape);
		break;
	case FILTER_NONE:
		run_escaped(r, value, strlen(value), escape);
		break;
	default:
		dated(r, value, escape, filter);
	}
}
