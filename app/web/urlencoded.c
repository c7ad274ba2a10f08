/* application/x-www-form-urlencoded, read and written. */
#include <string.h>

#include "pairs.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return (c - '0');
	if (c >= 'a' && c <= 'f')
		return (c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (c - 'A' + 10);
	return (-1);
}

/* A % that no two hex digits follow stays a %, as browsers have it. */
static size_t
decoded(char *into, const char *s, size_t length)
{
	size_t i;
	char  *p = into;

	for (i = 0; i < length; i++) {
		if (s[i] == '+') {
			*p++ = ' ';
		} else if (s[i] == '%' && i + 2 < length &&
		    hex(s[i + 1]) >= 0 && hex(s[i + 2]) >= 0) {
			*p++ = (char)(hex(s[i + 1]) << 4 | hex(s[i + 2]));
			i += 2;
		} else {
			*p++ = s[i];
		}
	}
	*p = '\0';
	return ((size_t)(p - into));
}

static void
added(struct memory *memory, struct pairs *pairs, const char *s, size_t length)
{
	const char *equals = memchr(s, '=', length);
	size_t	    named = equals == NULL ? length : (size_t)(equals - s);
	char	   *name = memory_get(memory, named + 1), *value;
	struct pair pair = { .name = name, .value = "" };

	if (!pairs_name(name, decoded(name, s, named)))
		return;
	if (equals != NULL) {
		value = memory_get(memory, length - named);
		pair.length = decoded(value, equals + 1, length - named - 1);
		pair.value = value;
	}
	pairs_add(memory, pairs, &pair);
}

bool
urlencoded_read(struct memory *memory, struct pairs *pairs, const char *s,
    size_t length)
{
	const char *end = s + length, *and;

	while (s < end) {
		if ((and = memchr(s, '&', (size_t)(end - s))) == NULL)
			and = end;
		if (and > s) {
			if (pairs->used == PAIRS_MOST)
				return (false);
			added(memory, pairs, s, (size_t)(and-s));
		}
		s = and+1;
	}
	return (true);
}

static char *
encoded(char *into, const char *s, size_t length)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char	  c;

	while (length-- > 0) {
		c = (unsigned char)*s++;
		if (c == ' ') {
			*into++ = '+';
		} else if (pairs_name((const char *)&c, 1)) {
			*into++ = (char)c;
		} else {
			*into++ = '%';
			*into++ = digits[c >> 4];
			*into++ = digits[c & 15];
		}
	}
	return (into);
}

char *
urlencoded_write(struct memory *memory, const struct pairs *pairs)
{
	size_t i, size = 1;
	char  *text, *p;

	for (i = 0; i < pairs->used; i++)
		size +=
		    strlen(pairs->at[i].name) * 3 + pairs->at[i].length * 3 + 2;
	p = text = memory_get(memory, size);
	for (i = 0; i < pairs->used; i++) {
		if (i > 0)
			*p++ = '&';
		p = encoded(p, pairs->at[i].name, strlen(pairs->at[i].name));
		*p++ = '=';
		p = encoded(p, pairs->at[i].value, pairs->at[i].length);
	}
	return (text);
}
