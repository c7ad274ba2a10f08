/* UTF-8 as strangers send it. */
#include <string.h>

#include "core/utf8.h"

static const int smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };

static size_t
sized(unsigned char first)
{
	if (first < 0x80)
		return (1);
	if (first >= 0xc2 && first < 0xe0)
		return (2);
	if (first >= 0xe0 && first < 0xf0)
		return (3);
	if (first >= 0xf0 && first < 0xf5)
		return (4);
	return (0);
}

int
utf8_next(const char *s, size_t length, size_t *used)
{
	const unsigned char *b = (const unsigned char *)s;
	size_t		     size = sized(b[0]), i;
	int		     point;

	*used = 1;
	if (size == 1)
		return (b[0]);
	if (size == 0 || size > length)
		return (-1);
	point = b[0] & (0xff >> (size + 1));
	for (i = 1; i < size; i++) {
		if ((b[i] & 0xc0) != 0x80)
			return (-1);
		point = point << 6 | (b[i] & 0x3f);
	}
	if (point < smallest[size] || point > 0x10ffff ||
	    (point >= 0xd800 && point <= 0xdfff))
		return (-1);
	*used = size;
	return (point);
}

size_t
utf8_count(const char *s, size_t length)
{
	size_t n = 0, used;

	while (length > 0) {
		(void)utf8_next(s, length, &used);
		s += used;
		length -= used;
		n++;
	}
	return (n);
}

/*
 * Overrides and isolates (UAX #9) can make a name read backwards on a page
 * where it is checked; left-to-right and right-to-left marks cannot.
 */
static bool
shown(int point, bool lines)
{
	if (point < 0x20)
		return (
		    lines && (point == '\n' || point == '\r' || point == '\t'));
	if (point >= 0x7f && point < 0xa0)
		return (false);
	if (point >= 0x202a && point <= 0x202e)
		return (false);
	if (point >= 0x2066 && point <= 0x2069)
		return (false);
	return (true);
}

bool
utf8_clean(const char *s, size_t length, bool lines)
{
	size_t used;

	while (length > 0) {
		if (!shown(utf8_next(s, length, &used), lines))
			return (false);
		s += used;
		length -= used;
	}
	return (true);
}

void
utf8_mend(char *into, const char *s, size_t length)
{
	size_t used;

	while (length > 0) {
		if (shown(utf8_next(s, length, &used), true)) {
			memcpy(into, s, used);
			into += used;
		} else {
			memcpy(into, "\xef\xbf\xbd", 3);
			into += 3;
		}
		s += used;
		length -= used;
	}
	*into = '\0';
}
