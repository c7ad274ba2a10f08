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

enum { KEY = 32, PASSES = 3, MEMORY = 64 << 20 };

static unsigned char key[KEY];

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

	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2hex(hex, size, bytes, (size - 1) / 2);
}

/* The letters of references: none that looks like another. */
void
secret_reference(char into[SECRET_REFERENCE])
{
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
	int		  i;

	for (i = 0; i < SECRET_REFERENCE - 1; i++)
		into[i] = letters[randombytes_uniform(sizeof(letters) - 1)];
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
