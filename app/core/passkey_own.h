/* How the files of passkey.h call each other. */
#ifndef NC_CORE_PASSKEY_OWN_H
#define NC_CORE_PASSKEY_OWN_H

#include "passkey.h"

struct bytes {
	const unsigned char *at;
	size_t		     n;
};

enum {
	FLAG_PRESENT = 0x01,
	FLAG_VERIFIED = 0x04,
	FLAG_ELIGIBLE = 0x08, /* may be kept by a service */
	FLAG_BACKED_UP = 0x10,
	FLAG_KEY = 0x40,
	FLAG_EXTENSIONS = 0x80
};

struct authenticator { /* data; borrowed from what it was read from */
	const unsigned char *party; /* SHA-256 */
	unsigned char	     flags;
	uint32_t	     counter;
	struct bytes	     id, key; /* with FLAG_KEY */
};

/* passkey_client.c: type is "webauthn.create" or "webauthn.get". */
enum passkey_end passkey_client(const struct passkey_asked *, const char *type,
    const struct bytes *json);

/* passkey_cbor.c: false when it is not what it says it is. */
bool passkey_attested(struct bytes *authenticator, const struct bytes *);
bool passkey_authenticator(struct authenticator *, const struct bytes *);

/* passkey_cose.c: a public key, in libfido2's form. */
struct cose {
	int   algorithm;
	void *key; /* es256_pk_t, eddsa_pk_t or rs256_pk_t */
};

enum passkey_end cose_read(struct cose *, const struct bytes *);
void		 cose_free(struct cose *);

#endif
