/*
 * The attestation object and the authenticator's data.  Before libcbor makes
 * anything of it, the bytes are walked through once: libcbor takes memory for
 * as many entries as a list says it has, before it has seen one.
 */
#include <string.h>

#include <cbor.h>

#include "passkey_own.h"

enum { DEEPEST = 8, HASH = 32, HEAD = HASH + 1 + 4, MODEL = 16 };

/* The length of a head and the number in it; 0 for the kinds that CTAP's
 * canonical form does not have: without an end, or not yet given a meaning. */
static size_t
head(const struct bytes *b, uint64_t *value)
{
	size_t n, info;

	if (b->n == 0 || (info = b->at[0] & 31) > 27)
		return (0);
	*value = info;
	if (info < 24)
		return (1);
	n = (size_t)1 << (info - 24);
	if (b->n < n + 1)
		return (0);
	*value = 0;
	for (size_t i = 1; i <= n; i++)
		*value = *value << 8 | b->at[i];
	return (n + 1);
}

/* The length of the first item, all that is in it included; 0 for none. */
static size_t
walked(struct bytes b, int depth)
{
	uint64_t value, left;
	size_t	 used = head(&b, &value), one;
	int	 major = b.n == 0 ? 0 : b.at[0] >> 5;

	if (used == 0 || depth > DEEPEST || major == 6)
		return (0);
	if (major == 0 || major == 1 || major == 7)
		return (used);
	if (value > b.n - used)
		return (0);
	if (major == 2 || major == 3)
		return (used + (size_t)value);
	for (left = major == 5 ? value * 2 : value; left > 0; left--) {
		one = walked((struct bytes){ b.at + used, b.n - used },
		    depth + 1);
		if (one == 0)
			return (0);
		used += one;
	}
	return (used);
}

/* A map that is no longer than `n` says. */
static cbor_item_t *
map_read(const struct bytes *b)
{
	struct cbor_load_result result;
	cbor_item_t	       *map;

	map = cbor_load(b->at, b->n, &result);
	if (map != NULL && (!cbor_isa_map(map) || result.read != b->n))
		cbor_decref(&map);
	return (map);
}

static bool
named(const cbor_item_t *key, const char *name)
{
	size_t n = strlen(name);

	return (cbor_isa_string(key) && cbor_string_length(key) == n &&
	    memcmp(cbor_string_handle(key), name, n) == 0);
}

/* What the map has under the name; NULL when that is nothing, or two. */
static const cbor_item_t *
at(const cbor_item_t *map, const char *name)
{
	const struct cbor_pair *pairs = cbor_map_handle(map);
	const cbor_item_t      *found = NULL;

	for (size_t i = 0; i < cbor_map_size(map); i++) {
		if (!named(pairs[i].key, name))
			continue;
		if (found != NULL)
			return (NULL);
		found = pairs[i].value;
	}
	return (found);
}

static bool
attested(struct bytes *into, const struct bytes *from, const cbor_item_t *map)
{
	const cbor_item_t *format = at(map, "fmt");
	const cbor_item_t *statement = at(map, "attStmt");
	const cbor_item_t *data = at(map, "authData");

	if (format == NULL || !cbor_isa_string(format) || statement == NULL ||
	    !cbor_isa_map(statement) || data == NULL ||
	    !cbor_isa_bytestring(data))
		return (false);
	/* libcbor's own copy goes with the map: ours stands in `from`. */
	into->n = cbor_bytestring_length(data);
	into->at =
	    memmem(from->at, from->n, cbor_bytestring_handle(data), into->n);
	return (into->n > 0 && into->at != NULL);
}

bool
passkey_attested(struct bytes *into, const struct bytes *from)
{
	cbor_item_t *map;
	bool	     fine;

	if (from->n == 0 || walked(*from, 0) != from->n)
		return (false);
	if ((map = map_read(from)) == NULL)
		return (false);
	fine = attested(into, from, map);
	cbor_decref(&map);
	return (fine);
}

/* Takes the next n bytes off the rest. */
static bool
cut(struct bytes *part, struct bytes *rest, size_t n)
{
	if (n == 0 || n > rest->n)
		return (false);
	*part = (struct bytes){ rest->at, n };
	rest->at += n;
	rest->n -= n;
	return (true);
}

static bool
key_cut(struct authenticator *a, struct bytes *rest)
{
	struct bytes model, length;

	return (cut(&model, rest, MODEL) && cut(&length, rest, 2) &&
	    cut(&a->id, rest, (size_t)(length.at[0] << 8 | length.at[1])) &&
	    a->id.n <= PASSKEY_ID_BYTES &&
	    cut(&a->key, rest, walked(*rest, 0)) &&
	    a->key.n <= PASSKEY_KEY_BYTES && a->key.at[0] >> 5 == 5);
}

bool
passkey_authenticator(struct authenticator *a, const struct bytes *data)
{
	struct bytes rest = *data, front, more;

	memset(a, 0, sizeof(*a));
	if (!cut(&front, &rest, HEAD))
		return (false);
	a->party = front.at;
	a->flags = front.at[HASH];
	a->counter = (uint32_t)front.at[HASH + 1] << 24 |
	    (uint32_t)front.at[HASH + 2] << 16 |
	    (uint32_t)front.at[HASH + 3] << 8 | front.at[HASH + 4];
	if ((a->flags & FLAG_BACKED_UP) && !(a->flags & FLAG_ELIGIBLE))
		return (false);
	if ((a->flags & FLAG_KEY) && !key_cut(a, &rest))
		return (false);
	if ((a->flags & FLAG_EXTENSIONS) &&
	    (!cut(&more, &rest, walked(rest, 0)) || more.at[0] >> 5 != 5))
		return (false);
	return (rest.n == 0);
}
