/* The key that signs the trail's heads: made once, its public half beside. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "trail.h"

static bool
key_read(const char *path, unsigned char *into, size_t size)
{
	char   hex[2 * TRAIL_SECRET + 2] = "";
	int    fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t used;
	bool   fine;

	if (fd == -1)
		return (false);
	fine = read(fd, hex, sizeof(hex) - 1) > 0 &&
	    sodium_hex2bin(into, size, hex, strcspn(hex, "\n"), NULL, &used,
		NULL) == 0 &&
	    used == size;
	sodium_memzero(hex, sizeof(hex));
	close(fd);
	return (fine);
}

static bool
flushed(int fd, const char *text)
{
	size_t n = strlen(text);

	return (write(fd, text, n) == (ssize_t)n && fsync(fd) == 0);
}

/* Linked, not renamed, into place: a key that is there stays. */
static bool
key_written(const char *path, int mode, const unsigned char *key, size_t size)
{
	char hex[2 * TRAIL_SECRET + 2], draft[512];
	bool fine;
	int  fd;

	sodium_bin2hex(hex, sizeof(hex) - 1, key, size);
	hex[2 * size] = '\n';
	hex[2 * size + 1] = '\0';
	snprintf(draft, sizeof(draft), "%s.%ld", path, (long)getpid());
	fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	fine = fd != -1 && flushed(fd, hex) && link(draft, path) == 0;
	if (fd != -1)
		close(fd);
	unlink(draft);
	sodium_memzero(hex, sizeof(hex));
	return (fine);
}

bool
trail_secret(const char *folder, bool make, unsigned char secret[TRAIL_SECRET])
{
	unsigned char public[TRAIL_PUBLIC];
	char path[512], beside[512];

	snprintf(path, sizeof(path), "%s/audit.key", folder);
	snprintf(beside, sizeof(beside), "%s/audit.pub", folder);
	if (make && access(path, F_OK) == -1) {
		crypto_sign_keypair(public, secret);
		(void)key_written(path, 0600, secret, TRAIL_SECRET);
	}
	if (!key_read(path, secret, TRAIL_SECRET))
		return (false);
	crypto_sign_ed25519_sk_to_pk(public, secret);
	if (access(beside, F_OK) == -1)
		(void)key_written(beside, 0644, public, TRAIL_PUBLIC);
	return (true);
}

bool
trail_public(const char *path, const char *folder,
    unsigned char public[TRAIL_PUBLIC])
{
	char beside[512];

	snprintf(beside, sizeof(beside), "%s/audit.pub", folder);
	return (key_read(path != NULL ? path : beside, public, TRAIL_PUBLIC));
}
