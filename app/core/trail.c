/* The chain of the audit trail: rows into hashes, heads into lines. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trail.h"

static const char row_label[] = "nocape audit 1";
static const char head_label[] = "nocape audit head 1\n";

static void
number(struct trail *t, uint64_t n, int bytes)
{
	unsigned char wide[8];
	int	      i;

	for (i = bytes; i-- > 0; n >>= 8)
		wide[i] = (unsigned char)n;
	crypto_hash_sha256_update(&t->row, wide, (unsigned)bytes);
}

void
trail_begin(struct trail *t)
{
	crypto_hash_sha256_init(&t->row);
	crypto_hash_sha256_update(&t->row, (const unsigned char *)row_label,
	    sizeof(row_label) - 1);
	crypto_hash_sha256_update(&t->row, t->hash, TRAIL_HASH);
	number(t, (uint64_t)++t->n, 8);
}

void
trail_value(struct trail *t, const char *bytes, int length)
{
	number(t, (uint32_t)length, 4);
	if (length > 0)
		crypto_hash_sha256_update(&t->row, (const unsigned char *)bytes,
		    (unsigned)length);
}

void
trail_end(struct trail *t)
{
	crypto_hash_sha256_final(&t->row, t->hash);
}

void
trail_hex(char into[TRAIL_HEX], const unsigned char hash[TRAIL_HASH])
{
	sodium_bin2hex(into, TRAIL_HEX, hash, TRAIL_HASH);
}

static bool
unhexed(unsigned char *into, size_t size, const char *hex, size_t length)
{
	size_t used;

	return (length == 2 * size &&
	    sodium_hex2bin(into, size, hex, length, NULL, &used, NULL) == 0 &&
	    used == size);
}

bool
trail_unhex(unsigned char hash[TRAIL_HASH], const char *hex)
{
	return (unhexed(hash, TRAIL_HASH, hex, strlen(hex)));
}

/* What is signed: the label and the line's first length bytes. */
static size_t
signable(unsigned char into[TRAIL_LINE + 32], const char *line, int length)
{
	return ((size_t)snprintf((char *)into, TRAIL_LINE + 32, "%s%.*s",
	    head_label, length, line));
}

void
head_sign(char line[TRAIL_LINE], const struct head *h,
    const unsigned char secret[TRAIL_SECRET])
{
	unsigned char text[TRAIL_LINE + 32], sign[crypto_sign_BYTES];
	char	      hash[TRAIL_HEX];
	int	      n;

	trail_hex(hash, h->hash);
	n = snprintf(line, TRAIL_LINE, "%" PRId64 " %s %" PRId64 " %s", h->id,
	    h->at, h->n, hash);
	crypto_sign_detached(sign, NULL, text, signable(text, line, n), secret);
	line[n++] = ' ';
	sodium_bin2hex(line + n, (size_t)(TRAIL_LINE - n), sign, sizeof(sign));
}

/* A number of digits alone, ended by a space; NULL when it is none. */
static const char *
counted(const char *s, int64_t *n)
{
	size_t digits = strspn(s, "0123456789");

	*n = strtoll(s, NULL, 10);
	return (digits > 0 && digits < 19 && s[digits] == ' ' ? s + digits + 1
							      : NULL);
}

bool
head_read(struct head *h, const char		   *line,
    const unsigned char public[TRAIL_PUBLIC], bool *true_sign)
{
	unsigned char text[TRAIL_LINE + 32], sign[crypto_sign_BYTES];
	const char   *s = line, *end = strrchr(line, ' ');
	size_t	      n;

	if (end == NULL || strlen(line) >= TRAIL_LINE ||
	    (s = counted(s, &h->id)) == NULL)
		return (false);
	n = strcspn(s, " ");
	if (n >= sizeof(h->at) || s[n] == '\0')
		return (false);
	snprintf(h->at, sizeof(h->at), "%.*s", (int)n, s);
	if ((s = counted(s + n + 1, &h->n)) == NULL || end < s ||
	    !unhexed(h->hash, TRAIL_HASH, s, (size_t)(end - s)) ||
	    !unhexed(sign, sizeof(sign), end + 1, strlen(end + 1)))
		return (false);
	*true_sign = crypto_sign_verify_detached(sign, text,
			 signable(text, line, (int)(end - line)), public) == 0;
	return (true);
}
