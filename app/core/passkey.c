/* Passkeys: a new one, and one that is used. */
#include <string.h>

#include <fido.h>
#include <sodium.h>

#include "passkey_own.h"

enum {
	CLIENT = PASSKEY_CLIENT / 4 * 3,
	ATTESTATION = PASSKEY_ATTESTATION / 4 * 3,
	AUTHENTICATOR = PASSKEY_AUTHENTICATOR / 4 * 3,
	SIGNATURE = PASSKEY_SIGNATURE / 4 * 3
};

static bool
decoded(unsigned char *into, size_t most, struct bytes *b, const char *text)
{
	b->at = into;
	return (sodium_base642bin(into, most, text, strlen(text), NULL, &b->n,
		    NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
	    b->n > 0);
}

bool
passkey_id(char into[PASSKEY_ID_BYTES * 2 + 1], const char *id)
{
	unsigned char raw[PASSKEY_ID_BYTES];
	struct bytes  b;

	if (!decoded(raw, sizeof(raw), &b, id))
		return (false);
	sodium_bin2hex(into, b.n * 2 + 1, b.at, b.n);
	return (true);
}

static enum passkey_end
looked(const struct authenticator *a, const struct passkey_asked *asked)
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)asked->party,
	    strlen(asked->party));
	if (sodium_memcmp(hash, a->party, sizeof(hash)) != 0)
		return (PASSKEY_PARTY);
	if (!(a->flags & FLAG_PRESENT))
		return (PASSKEY_NOBODY);
	if (!(a->flags & FLAG_VERIFIED))
		return (PASSKEY_UNPROVED);
	return (PASSKEY_FINE);
}

static enum passkey_end
kept(struct passkey_new *p, const struct authenticator *a)
{
	struct cose	 cose;
	enum passkey_end end = cose_read(&cose, &a->key);

	p->algorithm = cose.algorithm;
	cose_free(&cose);
	if (end != PASSKEY_FINE)
		return (end);
	sodium_bin2hex(p->id, sizeof(p->id), a->id.at, a->id.n);
	sodium_bin2hex(p->key, sizeof(p->key), a->key.at, a->key.n);
	p->counter = a->counter;
	p->backed_up = (a->flags & FLAG_BACKED_UP) != 0;
	return (PASSKEY_FINE);
}

enum passkey_end
passkey_register(struct passkey_new *p, const struct passkey_asked *asked,
    const char *client, const char *attestation)
{
	unsigned char	     room[CLIENT], more[ATTESTATION];
	struct bytes	     json, object, data;
	struct authenticator a;
	enum passkey_end     end;

	memset(p, 0, sizeof(*p));
	if (!decoded(room, sizeof(room), &json, client) ||
	    !decoded(more, sizeof(more), &object, attestation))
		return (PASSKEY_UNREADABLE);
	end = passkey_client(asked, "webauthn.create", &json);
	if (end != PASSKEY_FINE)
		return (end);
	if (!passkey_attested(&data, &object) ||
	    !passkey_authenticator(&a, &data) || !(a.flags & FLAG_KEY))
		return (PASSKEY_UNREADABLE);
	if ((end = looked(&a, asked)) != PASSKEY_FINE)
		return (end);
	return (kept(p, &a));
}

/* Both are asked of libfido2 as well: present, and verified. */
static bool
signed_by(const struct cose *cose, const struct passkey_asked *asked,
    const struct bytes part[3])
{
	fido_assert_t *f = fido_assert_new();
	bool	       fine;

	fine = f != NULL && fido_assert_set_count(f, 1) == FIDO_OK &&
	    fido_assert_set_rp(f, asked->party) == FIDO_OK &&
	    fido_assert_set_clientdata(f, part[0].at, part[0].n) == FIDO_OK &&
	    fido_assert_set_authdata_raw(f, 0, part[1].at, part[1].n) ==
		FIDO_OK &&
	    fido_assert_set_sig(f, 0, part[2].at, part[2].n) == FIDO_OK &&
	    fido_assert_set_up(f, FIDO_OPT_TRUE) == FIDO_OK &&
	    fido_assert_set_uv(f, FIDO_OPT_TRUE) == FIDO_OK &&
	    fido_assert_verify(f, 0, cose->algorithm, cose->key) == FIDO_OK;
	fido_assert_free(&f);
	return (fine);
}

static enum passkey_end
signature(const char *key, const struct passkey_asked *asked,
    const struct bytes part[3])
{
	unsigned char	 raw[PASSKEY_KEY_BYTES];
	struct bytes	 b = { raw, 0 };
	struct cose	 cose;
	enum passkey_end end;

	if (sodium_hex2bin(raw, sizeof(raw), key, strlen(key), NULL, &b.n,
		NULL) != 0)
		return (PASSKEY_UNREADABLE);
	end = cose_read(&cose, &b);
	if (end == PASSKEY_FINE && !signed_by(&cose, asked, part))
		end = PASSKEY_WRONG;
	cose_free(&cose);
	return (end);
}

/* An authenticator that counts never says the same number twice; one that
 * does not says 0 (level 2, 6.1.1). */
static enum passkey_end
counted(struct passkey_known *known, const struct authenticator *a)
{
	uint32_t was = known->counter;

	known->counter = a->counter;
	known->backed_up = (a->flags & FLAG_BACKED_UP) != 0;
	if ((a->counter != 0 || was != 0) && a->counter <= was)
		return (PASSKEY_BACK);
	return (PASSKEY_FINE);
}

enum passkey_end
passkey_verify(struct passkey_known *known, const struct passkey_asked *asked,
    const struct passkey_given *given)
{
	unsigned char	     room[CLIENT], more[AUTHENTICATOR], sig[SIGNATURE];
	struct bytes	     part[3];
	struct authenticator a;
	enum passkey_end     end;

	if (!decoded(room, sizeof(room), &part[0], given->client) ||
	    !decoded(more, sizeof(more), &part[1], given->authenticator) ||
	    !decoded(sig, sizeof(sig), &part[2], given->signature))
		return (PASSKEY_UNREADABLE);
	end = passkey_client(asked, "webauthn.get", &part[0]);
	if (end != PASSKEY_FINE)
		return (end);
	if (!passkey_authenticator(&a, &part[1]) || (a.flags & FLAG_KEY))
		return (PASSKEY_UNREADABLE);
	if ((end = looked(&a, asked)) != PASSKEY_FINE)
		return (end);
	end = signature(known->key, asked, part);
	return (end == PASSKEY_FINE ? counted(known, &a) : end);
}
