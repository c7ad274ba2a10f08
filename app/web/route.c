/* Which row of the table a path leads to. */
#include <string.h>

#include "route.h"

/* The next word of a pattern, its length in *length; NULL at the end. */
static const char *
word(const char *pattern, size_t *length)
{
	if (*pattern == '/')
		pattern++;
	if (*pattern == '\0')
		return (NULL);
	*length = strcspn(pattern, "/");
	return (pattern);
}

static bool
fits(const char *pattern, const struct pairs *segments)
{
	const char *w = pattern;
	size_t	    length = 0, i;

	for (i = 0; i < segments->used; i++) {
		if ((w = word(w, &length)) == NULL)
			return (false);
		if (*w != ':' &&
		    (segments->at[i].length != length ||
			memcmp(segments->at[i].value, w, length) != 0))
			return (false);
		w += length;
	}
	return (word(w, &length) == NULL);
}

/* Whether the first pattern is literal where both part. */
static bool
closer(const char *one, const char *two)
{
	size_t n = 0, m = 0;

	for (;;) {
		one = word(one, &n);
		two = word(two, &m);
		if (one == NULL || two == NULL)
			return (false);
		if ((*one == ':') != (*two == ':'))
			return (*two == ':');
		one += n;
		two += m;
	}
}

const struct route *
route_find(const struct route *table, enum method method,
    const struct pairs *segments, bool *other)
{
	const struct route *best = NULL;

	*other = false;
	for (; table->path != NULL; table++) {
		if (!fits(table->path, segments))
			continue;
		if (table->method != method)
			*other = true;
		else if (best == NULL || closer(table->path, best->path))
			best = table;
	}
	return (best);
}

const char *
route_capture(const struct route *route, const struct pairs *segments,
    const char *name)
{
	const char *w = route->path;
	size_t	    length = 0, i, named = strlen(name);

	for (i = 0; i < segments->used; i++, w += length) {
		if ((w = word(w, &length)) == NULL)
			return (NULL);
		if (*w == ':' && length == named + 1 &&
		    memcmp(w + 1, name, named) == 0)
			return (segments->at[i].value);
	}
	return (NULL);
}
