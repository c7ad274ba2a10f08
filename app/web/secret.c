/* Secrets of the web. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "log.h"
#include "secret.h"

enum { KEY = 32, PASSES = 3, MEMORY = 64 << 20, STOCK = 2048 };

static unsigned char key[KEY];

/*
 * Random bytes of this worker, asked of the kernel many at a time: a visit
 * needs them in several places, and the call costs more than the bytes.  Each
 * is used once and wiped.  Empty before the fork, since only visits take.
 */
static struct {
	unsigned char bytes[STOCK];
	size_t	      left;
} stock;

static void
drawn(unsigned char *into, size_t n)
{
	unsigned char *from;

	if (stock.left < n) {
		randombytes_buf(stock.bytes, sizeof(stock.bytes));
		stock.left = sizeof(stock.bytes);
	}
	stock.left -= n;
	from = stock.bytes + stock.left;
	memcpy(into, from, n);
	sodium_memzero(from, n);
}

static bool
key_read(const char *path)
{
	int  fd = open(path, O_RDONLY | O_CLOEXEC);
	bool whole;

	if (fd == -1)
		return (false);
	whole = read(fd, key, KEY) == KEY;
	close(fd);
	return (whole);
}

/* Linked, not renamed, into place: of two that start at once one wins. */
static bool
key_made(const char *path)
{
	char fresh[PATH_MAX];
	int  fd;
	bool whole;

	snprintf(fresh, sizeof(fresh), "%s.%ld", path, (long)getpid());
	fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1)
		return (false);
	randombytes_buf(key, KEY);
	whole = write(fd, key, KEY) == KEY && fsync(fd) == 0;
	close(fd);
	if (whole)
		whole = link(fresh, path) == 0 || errno == EEXIST;
	unlink(fresh);
	return (whole && key_read(path));
}

bool
secret_start(const char *folder)
{
	char path[PATH_MAX - 16];

	if (sodium_init() < 0)
		return (false);
	if (mkdir(folder, 0700) == -1 && errno != EEXIST)
		log_note("keys folder", strerror(errno));
	snprintf(path, sizeof(path), "%s/web.key", folder);
	if (key_read(path) || key_made(path))
		return (true);
	log_note("no key", path);
	return (false);
}

void
secret_random(char *hex, size_t size)
{
	unsigned char bytes[64];
	size_t	      n = (size - 1) / 2;

	if (n > sizeof(bytes))
		n = sizeof(bytes);
	drawn(bytes, n);
	sodium_bin2hex(hex, size, bytes, n);
	sodium_memzero(bytes, n);
}

/* The letters of references: none that looks like another. */
void
secret_reference(char into[SECRET_REFERENCE])
{
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char	  byte;
	int		  i = 0;

	while (i < SECRET_REFERENCE - 1) {
		drawn(&byte, 1);
		if (byte < 240) /* 8 x 30: each letter as often as another */
			into[i++] = letters[byte % 30];
	}
	into[4] = '-';
	into[i] = '\0';
}

void
secret_hash(char into[SECRET_HASH], const char *bytes, size_t length)
{
	unsigned char out[32];

	crypto_generichash(out, sizeof(out), (const unsigned char *)bytes,
	    length, NULL, 0);
	sodium_bin2hex(into, SECRET_HASH, out, sizeof(out));
}

/* Each word with its NUL, so that no two lists of words look alike. */
void
secret_mark(char into[SECRET_HASH], const char *purpose, const char *one,
    const char *two)
{
	const char		*words[] = { purpose, one, two };
	unsigned char		 out[32];
	crypto_generichash_state state;
	size_t			 i;

	crypto_generichash_init(&state, key, sizeof(key), sizeof(out));
	for (i = 0; i < 3; i++) {
		if (words[i] == NULL)
			words[i] = "";
		crypto_generichash_update(&state,
		    (const unsigned char *)words[i], strlen(words[i]) + 1);
	}
	crypto_generichash_final(&state, out, sizeof(out));
	sodium_bin2hex(into, SECRET_HASH, out, sizeof(out));
}

bool
secret_same(const char *a, const char *b)
{
	size_t length = strlen(a);

	return (length == strlen(b) && sodium_memcmp(a, b, length) == 0);
}

bool
secret_password(char into[SECRET_PASSWORD], const char *password)
{
	return (crypto_pwhash_str_alg(into, password, strlen(password), PASSES,
		    MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0);
}

bool
secret_password_is(const char *hash, const char *password)
{
	char whole[crypto_pwhash_STRBYTES] = "";

	if (strlen(hash) >= sizeof(whole))
		return (false);
	memcpy(whole, hash, strlen(hash));
	return (
	    crypto_pwhash_str_verify(whole, password, strlen(password)) == 0);
}
