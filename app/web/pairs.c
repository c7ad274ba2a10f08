/* Names and values as a stranger sent them. */
#include <string.h>

#include "pairs.h"

void
pairs_add(struct memory *memory, struct pairs *pairs, const struct pair *pair)
{
	struct pair *more;

	if (pairs->used == pairs->size) {
		pairs->size = pairs->size == 0 ? 16 : pairs->size * 2;
		more = memory_get(memory, pairs->size * sizeof(*more));
		if (pairs->used > 0)
			memcpy(more, pairs->at, pairs->used * sizeof(*more));
		pairs->at = more;
	}
	pairs->at[pairs->used++] = *pair;
}

const struct pair *
pairs_find(const struct pairs *pairs, const char *name, size_t i)
{
	size_t n;

	for (n = 0; n < pairs->used; n++) {
		if (strcmp(pairs->at[n].name, name) == 0 && i-- == 0)
			return (&pairs->at[n]);
	}
	return (NULL);
}

const char *
pairs_text(const struct pairs *pairs, const char *name)
{
	const struct pair *pair = pairs_find(pairs, name, 0);

	return (pair == NULL ? NULL : pair->value);
}

bool
pairs_name(const char *name, size_t length)
{
	size_t i;

	if (length == 0 || length > 64)
		return (false);
	for (i = 0; i < length; i++) {
		if (strchr(
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			"0123456789_-.",
			name[i]) == NULL ||
		    name[i] == '\0')
			return (false);
	}
	return (true);
}
