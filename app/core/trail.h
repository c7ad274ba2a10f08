/*
 * The chain of the audit trail.  Each row's hash is SHA-256 over
 *
 *	"nocape audit 1", the hash before (32 bytes, zeroes at first), the
 *	row's number (8 bytes), and of each column its length (4 bytes) and
 *	its bytes; numbers big-endian, FF FF FF FF for no value,
 *
 * the columns being id, community_id, at, person_id, role, deed, kind,
 * subject_id, why and visit as PostgreSQL sends them in binary: 8 bytes a
 * number, microseconds since 2000 for a time, UTF-8 for text.
 *
 * A head says what the chain was at a time, signed (Ed25519), in one line:
 *
 *	number of the head, time, number of rows, hash, signature
 *
 * with a space between; what is signed is "nocape audit head 1", a line
 * break, and the line up to the space before the signature.
 */
#ifndef NC_CORE_TRAIL_H
#define NC_CORE_TRAIL_H

#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	TRAIL_HASH = 32,
	TRAIL_HEX = 2 * TRAIL_HASH + 1,
	TRAIL_LINE = 300,
	TRAIL_SECRET = crypto_sign_SECRETKEYBYTES,
	TRAIL_PUBLIC = crypto_sign_PUBLICKEYBYTES
};

struct trail { /* starts as zeroes */
	int64_t			 n;
	unsigned char		 hash[TRAIL_HASH];
	crypto_hash_sha256_state row;
};

/* The next row: begin it, give its values in order (length -1: none), end
 * it.  After that n and hash are its own. */
void trail_begin(struct trail *);
void trail_value(struct trail *, const char *bytes, int length);
void trail_end(struct trail *);

void trail_hex(char into[TRAIL_HEX], const unsigned char hash[TRAIL_HASH]);
bool trail_unhex(unsigned char hash[TRAIL_HASH], const char *hex);

struct head {
	int64_t	      id;
	int64_t	      n;
	char	      at[24]; /* "2026-11-24T18:00:00Z" */
	unsigned char hash[TRAIL_HASH];
};

/* Writes the head's line, without a line break. */
void head_sign(char	line[TRAIL_LINE], const struct head *,
    const unsigned char secret[TRAIL_SECRET]);

/* False for a line that is no head; *true_sign says whether that key signed
 * it. */
bool head_read(struct head *, const char	   *line,
    const unsigned char public[TRAIL_PUBLIC], bool *true_sign);

/* Reads audit.key from the folder, and makes it, with audit.pub beside it,
 * when there is none and `make` is true.  False when it is not there. */
bool trail_secret(const char *folder, bool make,
    unsigned char secret[TRAIL_SECRET]);

/* The key in a file, or in audit.pub of the folder when path is NULL. */
bool trail_public(const char *path, const char *folder,
    unsigned char public[TRAIL_PUBLIC]);

#endif
