/* A path, decoded once and cut at its slashes. */
#include <string.h>

#include "core/utf8.h"
#include "pairs.h"

static bool
decoded(char *into, const char *s, size_t length, size_t *used)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char	 *high, *low;
	size_t		  i, n = 0;

	for (i = 0; i < length; i++) {
		into[n] = s[i];
		if (s[i] == '%') {
			if (i + 2 >= length || s[i + 1] == 0 || s[i + 2] == 0 ||
			    (high = strchr(digits, s[i + 1])) == NULL ||
			    (low = strchr(digits, s[i + 2])) == NULL)
				return (false);
			into[n] = (char)((high - digits) % 16 * 16 +
			    (low - digits) % 16);
			i += 2;
		}
		n++;
	}
	*used = n;
	return (true);
}

static bool
fine(const char *segment, size_t length)
{
	if (length == 0 || memchr(segment, '/', length) != NULL ||
	    memchr(segment, '\\', length) != NULL)
		return (false);
	if (strcmp(segment, ".") == 0 || strcmp(segment, "..") == 0)
		return (false);
	return (utf8_clean(segment, length, false));
}

bool
path_read(struct memory *memory, struct pairs *pairs, const char *raw)
{
	size_t	    length;
	char	   *segment;
	struct pair pair = { .name = "" };

	if (*raw++ != '/')
		return (false);
	if (*raw == '\0')
		return (true);
	for (;;) {
		length = strcspn(raw, "/");
		segment = memory_get(memory, length + 1);
		if (!decoded(segment, raw, length, &pair.length) ||
		    !fine(segment, pair.length) || pairs->used == 16)
			return (false);
		pair.value = segment;
		pairs_add(memory, pairs, &pair);
		raw += length;
		if (*raw++ == '\0')
			return (true);
	}
}
