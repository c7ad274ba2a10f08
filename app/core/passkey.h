/*
 * Passkeys: what a browser sends of a new one, and of one that is used
 * (W3C Web Authentication, level 2, 7.1 and 7.2).  Type, challenge, origin,
 * party, flags and counter are looked at here; libfido2 checks the
 * signature.  What a maker says of its authenticator is not looked at.
 *
 * Everything comes in base64url without padding and goes out in hex.  No
 * input is longer than the limits below; what is longer cannot be read.
 */
#ifndef NC_CORE_PASSKEY_H
#define NC_CORE_PASSKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { /* characters of base64url */
	PASSKEY_CLIENT = 4096,
	PASSKEY_ATTESTATION = 8192,
	PASSKEY_AUTHENTICATOR = 2048,
	PASSKEY_SIGNATURE = 1024,
	PASSKEY_ID = 1364
};

enum { PASSKEY_ID_BYTES = 1023, PASSKEY_KEY_BYTES = 1024 };

enum passkey_end {
	PASSKEY_FINE,
	PASSKEY_UNREADABLE, /* not what the standard describes */
	PASSKEY_TYPE,	    /* made for something else */
	PASSKEY_CHALLENGE,  /* an answer to another page */
	PASSKEY_ORIGIN,	    /* made on another site, or inside one */
	PASSKEY_PARTY,	    /* a key of another site */
	PASSKEY_NOBODY,	    /* nobody was there */
	PASSKEY_UNPROVED,   /* whoever was there did not say who */
	PASSKEY_ALGORITHM,  /* none of ES256, EdDSA, RS256 (2048 bits) */
	PASSKEY_WRONG,	    /* the signature is not this key's */
	PASSKEY_BACK	    /* the counter went back: there may be a copy */
};

struct passkey_asked {
	const char *challenge; /* base64url, as it stood in the page */
	const char *origin;    /* "https://help.example.org" */
	const char *party;     /* "help.example.org" */
};

struct passkey_new {
	char	 id[PASSKEY_ID_BYTES * 2 + 1];
	char	 key[PASSKEY_KEY_BYTES * 2 + 1]; /* COSE */
	int	 algorithm;			 /* COSE: -7, -8 or -257 */
	uint32_t counter;
	bool	 backed_up; /* kept by a service, on several devices */
};

struct passkey_given {
	const char *client, *authenticator, *signature;
};

struct passkey_known {
	const char *key;     /* as passkey_new had it */
	uint32_t    counter; /* when it was last used; becomes the new one */
	bool	    backed_up;
};

enum passkey_end passkey_register(struct passkey_new *,
    const struct passkey_asked *, const char *client, const char *attestation);

/* BACK comes only of a signature that fits; with it and with FINE counter and
 * backed_up become what the authenticator says, else nothing is written. */
enum passkey_end passkey_verify(struct passkey_known *,
    const struct passkey_asked *, const struct passkey_given *);

/* An id as the browser writes it, in hex; false when it is none. */
bool passkey_id(char into[PASSKEY_ID_BYTES * 2 + 1], const char *id);

#endif
