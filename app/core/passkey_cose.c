/* Public keys as authenticators write them (RFC 9053, RFC 8230). */
#include <string.h>

#include <cbor.h>
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include "passkey_own.h"

enum { KTY = 1, ALG = 3, OKP = 1, EC2 = 2, RSA_ = 3, P256 = 1, ED25519 = 6 };
enum { HALF = 32, MODULUS = 256 };

static bool
numbered(const cbor_item_t *item, int64_t *number)
{
	uint64_t value;

	if (!cbor_is_int(item) || (value = cbor_get_int(item)) > INT32_MAX)
		return (false);
	*number = cbor_isa_uint(item) ? (int64_t)value : -1 - (int64_t)value;
	return (true);
}

/* What stands under the label; NULL when that is nothing, or two. */
static const cbor_item_t *
at(const cbor_item_t *map, int64_t label)
{
	const struct cbor_pair *pairs = cbor_map_handle(map);
	const cbor_item_t      *found = NULL;
	int64_t			number;

	for (size_t i = 0; i < cbor_map_size(map); i++) {
		if (!numbered(pairs[i].key, &number) || number != label)
			continue;
		if (found != NULL)
			return (NULL);
		found = pairs[i].value;
	}
	return (found);
}

static bool
says(const cbor_item_t *map, int64_t label, int64_t wanted)
{
	const cbor_item_t *item = at(map, label);
	int64_t		   number;

	return (item != NULL && numbered(item, &number) && number == wanted);
}

static const unsigned char *
part(const cbor_item_t *map, int64_t label, size_t n)
{
	const cbor_item_t *item = at(map, label);

	if (item == NULL || !cbor_isa_bytestring(item) ||
	    cbor_bytestring_length(item) != n)
		return (NULL);
	return (cbor_bytestring_handle(item));
}

/* A point that is not on the curve is none: libfido2 makes no key of it. */
static bool
es256_read(struct cose *c, const cbor_item_t *map)
{
	const unsigned char *x = part(map, -2, HALF), *y = part(map, -3, HALF);
	unsigned char	     both[HALF * 2];
	EVP_PKEY	    *point;

	if (x == NULL || y == NULL || !says(map, KTY, EC2) ||
	    !says(map, -1, P256) || (c->key = es256_pk_new()) == NULL)
		return (false);
	memcpy(both, x, HALF);
	memcpy(both + HALF, y, HALF);
	if (es256_pk_from_ptr(c->key, both, sizeof(both)) != FIDO_OK ||
	    (point = es256_pk_to_EVP_PKEY(c->key)) == NULL)
		return (false);
	EVP_PKEY_free(point);
	return (true);
}

static bool
eddsa_read(struct cose *c, const cbor_item_t *map)
{
	const unsigned char *x = part(map, -2, HALF);

	if (x == NULL || !says(map, KTY, OKP) || !says(map, -1, ED25519) ||
	    (c->key = eddsa_pk_new()) == NULL)
		return (false);
	return (eddsa_pk_from_ptr(c->key, x, HALF) == FIDO_OK);
}

static bool
rs256_read(struct cose *c, const cbor_item_t *map)
{
	static const unsigned char exponent[] = { 1, 0, 1 };
	const unsigned char	  *n = part(map, -1, MODULUS);
	const unsigned char	  *e = part(map, -2, sizeof(exponent));
	unsigned char		   both[MODULUS + sizeof(exponent)];

	if (n == NULL || e == NULL || !says(map, KTY, RSA_) ||
	    memcmp(e, exponent, sizeof(exponent)) != 0 ||
	    (c->key = rs256_pk_new()) == NULL)
		return (false);
	memcpy(both, n, MODULUS);
	memcpy(both + MODULUS, e, sizeof(exponent));
	return (n[0] >= 0x80 &&
	    rs256_pk_from_ptr(c->key, both, sizeof(both)) == FIDO_OK);
}

static enum passkey_end
made(struct cose *c, const cbor_item_t *map)
{
	bool fine;

	if (says(map, ALG, COSE_ES256)) {
		c->algorithm = COSE_ES256;
		fine = es256_read(c, map);
	} else if (says(map, ALG, COSE_EDDSA)) {
		c->algorithm = COSE_EDDSA;
		fine = eddsa_read(c, map);
	} else if (says(map, ALG, COSE_RS256)) {
		c->algorithm = COSE_RS256;
		fine = rs256_read(c, map);
	} else {
		return (PASSKEY_ALGORITHM);
	}
	return (fine ? PASSKEY_FINE : PASSKEY_UNREADABLE);
}

/* The bytes were walked through by passkey_cbor.c. */
enum passkey_end
cose_read(struct cose *c, const struct bytes *b)
{
	struct cbor_load_result result;
	cbor_item_t	       *map = cbor_load(b->at, b->n, &result);
	enum passkey_end	end = PASSKEY_UNREADABLE;

	memset(c, 0, sizeof(*c));
	if (map == NULL)
		return (end);
	if (cbor_isa_map(map) && result.read == b->n)
		end = made(c, map);
	cbor_decref(&map);
	return (end);
}

void
cose_free(struct cose *c)
{
	if (c->algorithm == COSE_ES256)
		es256_pk_free((es256_pk_t **)&c->key);
	else if (c->algorithm == COSE_EDDSA)
		eddsa_pk_free((eddsa_pk_t **)&c->key);
	else if (c->algorithm == COSE_RS256)
		rs256_pk_free((rs256_pk_t **)&c->key);
}
