/*
 * Codes from a phone (RFC 6238: SHA-1, six digits, half a minute), and what
 * a phone is shown to make them.
 */
#ifndef NC_CORE_TOTP_H
#define NC_CORE_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TOTP_SEED = 32 + 1, /* 160 bits in base32, and a NUL */
	TOTP_CODE = 6 + 1,
	TOTP_SPOKEN = 48, /* the seed in groups of four */
	TOTP_LINK = 1024
};

/* A fresh seed; false when it cannot be made. */
bool totp_seed(char into[TOTP_SEED]);

/* The half minute, counted from 1970, that a code of six digits belongs to:
 * that of `at` (seconds), or the one before or after it; of several the
 * earliest that comes after `used`.  Without such a one the last that fits,
 * 0 when none does. */
int64_t totp_step(const char *seed, const char *code, int64_t at, int64_t used);

/* The code of a half minute; false when the seed is none. */
bool totp_code(char into[TOTP_CODE], const char *seed, int64_t step);

/* For who cannot scan it: "ABCD EFGH ...". */
void totp_spoken(char into[TOTP_SPOKEN], const char *seed);

/* The otpauth: link; who and whose are percent-encoded.  False when it does
 * not fit. */
bool totp_link(char into[TOTP_LINK], const char *seed, const char *site,
    const char *person);

#endif
