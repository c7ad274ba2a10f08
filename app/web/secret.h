/*
 * Secrets of the web: random words, hashes, marks made with our key, and
 * passwords.  The only file of web/ that knows libsodium.
 */
#ifndef NC_WEB_SECRET_H
#define NC_WEB_SECRET_H

#include <stdbool.h>
#include <stddef.h>

enum {
	SECRET_HASH = 64 + 1,	   /* 256 bits in hex, and a NUL */
	SECRET_OPERATION = 32 + 1, /* 128 bits */
	SECRET_REFERENCE = 9 + 1,  /* "7Q4F-K2M9" */
	SECRET_PASSWORD = 128	   /* an Argon2id string */
};

/* Reads the folder's key, makes it when there is none.  False, with a line
 * in the log, when neither works. */
bool secret_start(const char *folder);

void secret_random(char *hex, size_t size); /* fills size - 1 digits */
void secret_reference(char into[SECRET_REFERENCE]);
void secret_hash(char into[SECRET_HASH], const char *, size_t);

/* BLAKE2b with our key over the words; NULL words count as empty. */
void secret_mark(char into[SECRET_HASH], const char *purpose, const char *one,
    const char *two);
bool secret_same(const char *, const char *); /* in constant time */

/* Argon2id, three passes over 64 MiB: about 100 ms. */
bool secret_password(char into[SECRET_PASSWORD], const char *password);
bool secret_password_is(const char *hash, const char *password);

#endif
