/* Writes calendar entries: escapes, folds, and nothing else. */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "memory.h"

#define FOLD 75 /* octets, RFC 5545 3.1 */

struct lines {
	char  *bytes;
	size_t used;
	size_t size;
	size_t column; /* octets in the line so far */
};

static void
put(struct lines *l, const char *s, size_t n)
{
	char *more;

	if (l->used + n + 1 > l->size) {
		more = memory_alloc((l->used + n + 1) * 2);
		memcpy(more, l->bytes == NULL ? "" : l->bytes, l->used);
		free(l->bytes);
		l->bytes = more;
		l->size = (l->used + n + 1) * 2;
	}
	memcpy(l->bytes + l->used, s, n);
	l->used += n;
	l->bytes[l->used] = '\0';
}

/* A character, or an escape, is never torn: it goes to the next line whole. */
static void
piece(struct lines *l, const char *s, size_t n)
{
	if (l->column + n > FOLD) {
		put(l, "\r\n ", 3);
		l->column = 1;
	}
	put(l, s, n);
	l->column += n;
}

static size_t
octets(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return (n);
}

static void
escaped(struct lines *l, const char *s)
{
	size_t n;

	for (; *s != '\0'; s += n) {
		n = octets(s);
		if (*s == '\n')
			piece(l, "\\n", 2);
		else if (*s == '\\')
			piece(l, "\\\\", 2);
		else if (*s == ';')
			piece(l, "\\;", 2);
		else if (*s == ',')
			piece(l, "\\,", 2);
		else if ((unsigned char)*s >= ' ' && *s != 0x7f)
			piece(l, s, n);
	}
}

static void
begun(struct lines *l, const char *name)
{
	l->column = 0;
	piece(l, name, strlen(name));
	piece(l, ":", 1);
}

/* A line of text: what a person wrote. */
static void
text(struct lines *l, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	begun(l, name);
	escaped(l, value);
	put(l, "\r\n", 2);
}

/* A line of the program's own: a time, a word, an address. */
static void
line(struct lines *l, const char *name, const char *value)
{
	size_t n;

	if (value == NULL)
		return;
	begun(l, name);
	for (; *value != '\0'; value += n) {
		n = octets(value);
		if ((unsigned char)*value >= ' ')
			piece(l, value, n);
	}
	put(l, "\r\n", 2);
}

static void
event(struct lines *l, const struct calendar_event *e)
{
	line(l, "BEGIN", "VEVENT");
	line(l, "UID", e->uid);
	line(l, "SEQUENCE", e->sequence);
	line(l, "DTSTAMP", e->stamp);
	line(l, "DTSTART", e->starts);
	line(l, "DTEND", e->ends);
	line(l, "STATUS", e->cancelled ? "CANCELLED" : "CONFIRMED");
	text(l, "SUMMARY", e->summary);
	text(l, "DESCRIPTION", e->description);
	text(l, "LOCATION", e->location);
	line(l, "URL", e->url);
	line(l, "END", "VEVENT");
}

char *
calendar_write(const struct calendar_event *e)
{
	struct lines l = { NULL, 0, 0, 0 };

	line(&l, "BEGIN", "VCALENDAR");
	line(&l, "VERSION", "2.0");
	line(&l, "PRODID", "-//Nocape//Appointments//EN");
	line(&l, "METHOD", e->cancelled ? "CANCEL" : "PUBLISH");
	event(&l, e);
	line(&l, "END", "VCALENDAR");
	return (l.bytes);
}
