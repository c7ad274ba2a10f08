/*
 * Fuzzes what is read of a passkey: the first byte says what the rest is,
 * client data, an attestation object, or both halves of a use of one.  What
 * was read as a new one must hold together.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/passkey.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char CREATE[] =
    "{\"type\":\"webauthn.create\",\"challenge\":\"abcd\","
    "\"origin\":\"https://localhost\"}";
static const char GET[] = "{\"type\":\"webauthn.get\",\"challenge\":\"abcd\","
			  "\"origin\":\"https://localhost\"}";
/* A point of P-256 (its generator), as COSE. */
static const char KEY[] =
    "a5010203262001215820"
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "225820"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

static const struct passkey_asked asked = { "abcd", "https://localhost",
	"localhost" };

static char *
base64(const void *at, size_t n)
{
	size_t size = sodium_base64_encoded_len(n, 7);
	char  *out = malloc(size);

	return (sodium_bin2base64(out, size, at, n, 7));
}

static void
whole(const struct passkey_new *p)
{
	size_t id = strlen(p->id), key = strlen(p->key);

	if (id == 0 || id % 2 != 0 || id > PASSKEY_ID_BYTES * 2 || key == 0 ||
	    key > PASSKEY_KEY_BYTES * 2 ||
	    (p->algorithm != -7 && p->algorithm != -8 && p->algorithm != -257))
		abort();
}

/* A fresh one must also be readable as the key of a use. */
static void
added(const char *client, const char *object)
{
	struct passkey_new   p;
	struct passkey_known known = { .key = p.key };
	char		    *json = base64(GET, sizeof(GET) - 1);
	struct passkey_given given = { json, "AAAA", "AAAA" };

	if (passkey_register(&p, &asked, client, object) == PASSKEY_FINE) {
		whole(&p);
		if (passkey_verify(&known, &asked, &given) !=
		    PASSKEY_UNREADABLE)
			abort();
	}
	free(json);
}

/* Nobody here knows the key, so nothing can fit. */
static void
used(const char *client, const char *data, const char *signature)
{
	struct passkey_known known = { .key = KEY };
	struct passkey_given given = { client, data, signature };

	if (passkey_verify(&known, &asked, &given) == PASSKEY_FINE)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *text, *create, *get, *first;
	char  id[PASSKEY_ID_BYTES * 2 + 1];

	if (n < 2)
		return (0);
	text = base64(bytes + 1, n - 1);
	first = base64(bytes + 1, bytes[0] % (n - 1) + 1);
	create = base64(CREATE, sizeof(CREATE) - 1);
	get = base64(GET, sizeof(GET) - 1);
	added(text, text);
	added(create, text);
	used(text, text, text);
	used(get, first, text);
	(void)passkey_id(id, text);
	free(text);
	free(first);
	free(create);
	free(get);
	return (0);
}
