/* What a calendar reads: escapes, folded lines, and one entry that changes. */
#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/utf8.h"
#include "tap.h"

static struct calendar_event
thursday(void)
{
	struct calendar_event e = { .uid = "9dc5d1f2@nocape.example",
		.sequence = "0",
		.stamp = "20261124T090000Z",
		.starts = "20261126T183000Z",
		.ends = "20261126T193000Z",
		.summary = "Look at the list together" };

	return (e);
}

static bool
has(const struct calendar_event *e, const char *part)
{
	char *ics = calendar_write(e);
	bool  found = strstr(ics, part) != NULL;

	free(ics);
	return (found);
}

/* Puts folded lines together again, as RFC 5545 3.1 says. */
static char *
unfolded(char *ics)
{
	char *to = ics, *from = ics;

	while (*from != '\0')
		if (strncmp(from, "\r\n ", 3) == 0)
			from += 3;
		else
			*to++ = *from++;
	*to = '\0';
	return (ics);
}

/* No line is longer than 75 octets or torn inside a character. */
static bool
folded_well(const char *ics)
{
	const char *end;

	for (; *ics != '\0'; ics = end + 2) {
		if ((end = strstr(ics, "\r\n")) == NULL || end - ics > 75)
			return (false);
		if (!utf8_clean(ics, (size_t)(end - ics), false))
			return (false);
	}
	return (true);
}

static void
whole(void)
{
	struct calendar_event e = thursday();
	char		     *ics = calendar_write(&e);

	tap_str(ics,
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	    "PRODID:-//Nocape//Appointments//EN\r\nMETHOD:PUBLISH\r\n"
	    "BEGIN:VEVENT\r\nUID:9dc5d1f2@nocape.example\r\nSEQUENCE:0\r\n"
	    "DTSTAMP:20261124T090000Z\r\nDTSTART:20261126T183000Z\r\n"
	    "DTEND:20261126T193000Z\r\nSTATUS:CONFIRMED\r\n"
	    "SUMMARY:Look at the list together\r\nEND:VEVENT\r\n"
	    "END:VCALENDAR\r\n",
	    "an appointment, line by line");
	free(ics);
}

static void
cancelled(void)
{
	struct calendar_event e = thursday();

	e.cancelled = true;
	e.sequence = "3";
	tap_ok(has(&e, "\r\nSTATUS:CANCELLED\r\n"), "a cancelled one says so");
	tap_ok(has(&e, "\r\nMETHOD:CANCEL\r\n"), "and takes the entry out");
	tap_ok(has(&e, "\r\nSEQUENCE:3\r\n"), "its sequence is higher");
	tap_ok(has(&e, "\r\nUID:9dc5d1f2@nocape.example\r\n"), "its uid stays");
}

static void
escapes(void)
{
	struct calendar_event e = thursday();

	e.summary = "a,b;c\\d\r\ne\x01";
	tap_ok(has(&e, "SUMMARY:a\\,b\\;c\\\\d\\ne\r\n"),
	    "comma, semicolon, backslash and line ends are escaped");
	e.summary = "x\r\nATTENDEE:mailto:m@example.org";
	tap_ok(!has(&e, "\r\nATTENDEE"), "text cannot begin a line of its own");
	e.url = "https://nocape.example/\r\nATTENDEE:x";
	tap_ok(!has(&e, "\r\nATTENDEE"), "nor can an address");
}

static void
folds(const char *words, const char *what)
{
	struct calendar_event e = thursday();
	char		     *ics, *line;

	e.summary = words;
	ics = calendar_write(&e);
	tap_ok(folded_well(ics), "%s: lines of 75 octets, none torn", what);
	line = strstr(unfolded(ics), "SUMMARY:");
	tap_ok(line != NULL && strncmp(line + 8, words, strlen(words)) == 0 &&
		strncmp(line + 8 + strlen(words), "\r\n", 2) == 0,
	    "%s: unfolded it is what was written", what);
	free(ics);
}

int
main(void)
{
	char   run[400];
	size_t i;

	whole();
	cancelled();
	escapes();
	folds("We write names on paper on Friday and Joan types them into one "
	      "big list on Sunday and then they differ",
	    "English");
	folds(
	    "Жінки вперше прийшли на курси з комп’ютерної грамотності у "
	    "п’ятницю ввечері 👩‍💻👩‍💻👩‍💻 العربية",
	    "Cyrillic, emoji, Arabic");
	for (i = 60; i < 70; i++) {
		memset(run, 'x', i);
		memcpy(run + i, "é", sizeof("é"));
		folds(run, "an é at the edge");
	}
	return (tap_end());
}
