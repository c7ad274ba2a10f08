/* Codes from a phone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <liboath/oath.h>
#include <sodium.h>

#include "totp.h"

enum { SEED = 20, PERIOD = 30 };

bool
totp_seed(char into[TOTP_SEED])
{
	unsigned char bytes[SEED];
	char	     *text = NULL;
	size_t	      length = 0;
	int	      end;

	randombytes_buf(bytes, sizeof(bytes));
	end = oath_base32_encode((const char *)bytes, sizeof(bytes), &text,
	    &length);
	sodium_memzero(bytes, sizeof(bytes));
	if (end != OATH_OK)
		return (false);
	if (length == TOTP_SEED - 1)
		memcpy(into, text, TOTP_SEED);
	sodium_memzero(text, length);
	free(text);
	return (length == TOTP_SEED - 1);
}

bool
totp_code(char into[TOTP_CODE], const char *seed, int64_t step)
{
	char  *bytes = NULL;
	size_t length = 0;
	int    end;

	if (step < 0 ||
	    oath_base32_decode(seed, strlen(seed), &bytes, &length) != OATH_OK)
		return (false);
	end = oath_totp_generate2(bytes, length, (time_t)(step * PERIOD),
	    PERIOD, 0, TOTP_CODE - 1, 0, into);
	sodium_memzero(bytes, length);
	free(bytes);
	return (end == OATH_OK);
}

/* All three are made, whichever fits: it takes as long. */
int64_t
totp_step(const char *seed, const char *code, int64_t at, int64_t used)
{
	int64_t found = 0, step;
	char	right[TOTP_CODE];
	int	i;

	if (strlen(code) != TOTP_CODE - 1)
		return (0);
	for (i = -1; i <= 1; i++) {
		step = at / PERIOD + i;
		if (totp_code(right, seed, step) &&
		    sodium_memcmp(right, code, TOTP_CODE - 1) == 0 &&
		    (found == 0 || found <= used))
			found = step;
	}
	sodium_memzero(right, sizeof(right));
	return (found);
}

void
totp_spoken(char into[TOTP_SPOKEN], const char *seed)
{
	size_t i, n = 0;

	for (i = 0; seed[i] != '\0' && n + 2 < TOTP_SPOKEN; i++) {
		if (i > 0 && i % 4 == 0)
			into[n++] = ' ';
		into[n++] = seed[i];
	}
	into[n] = '\0';
}

static void
encoded(char *into, size_t size, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789-._~";
	size_t		  n = 0;

	for (; *text != '\0' && n + 4 <= size; text++) {
		if (strchr(plain, *text) != NULL) {
			into[n++] = *text;
			continue;
		}
		into[n++] = '%';
		into[n++] = hex[(unsigned char)*text >> 4];
		into[n++] = hex[(unsigned char)*text & 15];
	}
	into[n] = '\0';
}

bool
totp_link(char into[TOTP_LINK], const char *seed, const char *site,
    const char *person)
{
	char where[3 * 80 + 1], who[3 * 120 + 1];
	int  n;

	encoded(where, sizeof(where), site);
	encoded(who, sizeof(who), person);
	n = snprintf(into, TOTP_LINK,
	    "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1"
	    "&digits=6&period=30",
	    where, who, seed, where);
	return (n > 0 && n < TOTP_LINK);
}
