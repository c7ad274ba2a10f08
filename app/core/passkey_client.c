/* What the browser says of the page a passkey was used on: JSON, strictly. */
#include <string.h>

#include <jansson.h>
#include <sodium.h>

#include "passkey_own.h"

static const char *
text(const json_t *object, const char *name)
{
	const char *value = json_string_value(json_object_get(object, name));

	return (value == NULL ? "" : value);
}

/* In constant time, as far as the length does not tell. */
static bool
answers(const char *challenge, const char *asked)
{
	size_t n = strlen(asked);

	return (n > 0 && strlen(challenge) == n &&
	    sodium_memcmp(challenge, asked, n) == 0);
}

/* A page of ours in the frame of another says so; ours are in none. */
static bool
framed(const json_t *object)
{
	const json_t *cross = json_object_get(object, "crossOrigin");

	return ((cross != NULL && !json_is_false(cross)) ||
	    json_object_get(object, "topOrigin") != NULL);
}

static enum passkey_end
judged(const json_t *object, const struct passkey_asked *asked,
    const char *type)
{
	if (!json_is_object(object))
		return (PASSKEY_UNREADABLE);
	if (strcmp(text(object, "type"), type) != 0)
		return (PASSKEY_TYPE);
	if (!answers(text(object, "challenge"), asked->challenge))
		return (PASSKEY_CHALLENGE);
	if (strcmp(text(object, "origin"), asked->origin) != 0 ||
	    framed(object))
		return (PASSKEY_ORIGIN);
	return (PASSKEY_FINE);
}

/* jansson goes a stack frame deeper for each bracket; no browser's answer
 * has more than two. */
static bool
flat(const struct bytes *json)
{
	size_t deep = 0;

	for (size_t i = 0; i < json->n; i++)
		deep += json->at[i] == '{' || json->at[i] == '[';
	return (deep <= 64);
}

enum passkey_end
passkey_client(const struct passkey_asked *asked, const char *type,
    const struct bytes *json)
{
	enum passkey_end end = PASSKEY_UNREADABLE;
	json_t		*object;

	if (!flat(json))
		return (end);
	object = json_loadb((const char *)json->at, json->n,
	    JSON_REJECT_DUPLICATES, NULL);
	if (object != NULL)
		end = judged(object, asked, type);
	json_decref(object);
	return (end);
}
