/* The files of keys: one for each subject, wrapped by a master key. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "vault_own.h"

enum { TRIES = 3 };

/* A key that nobody had; one wrapped anew, on the disk at once, or by the
 * time that vault_settled() was called. */
enum how { FRESH, ANEW, ANEW_LATER };

bool
vault_subject(const char *s)
{
	return (
	    s != NULL && strspn(s, "0123456789abcdef") == 32 && s[32] == '\0');
}

uint32_t
vault_version(const unsigned char file[FILED])
{
	return ((uint32_t)file[0] << 24 | (uint32_t)file[1] << 16 |
	    (uint32_t)file[2] << 8 | file[3]);
}

/* A file under another's name does not open. */
static size_t
bound(char into[64], const char *subject, uint32_t version)
{
	return ((size_t)snprintf(into, 64, "key|%s|%u", subject, version));
}

bool
vault_wrapped(unsigned char file[FILED], const char *subject, uint32_t version,
    const unsigned char key[KEY])
{
	unsigned char master[KEY];
	char	      about[64];
	size_t	      n = bound(about, subject, version);

	if (!vault_master(version, master))
		return (false);
	for (int i = 0; i < 4; i++)
		file[i] = (unsigned char)(version >> (24 - 8 * i));
	randombytes_buf(file + 4, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(file + 4 + NONCE, NULL, key,
	    KEY, (unsigned char *)about, n, NULL, file + 4, master);
	sodium_memzero(master, KEY);
	return (true);
}

bool
vault_unwrapped(const unsigned char file[FILED], const char *subject,
    unsigned char key[KEY])
{
	unsigned char master[KEY];
	char	      about[64];
	size_t	      n = bound(about, subject, vault_version(file));
	int	      opened;

	if (!vault_master(vault_version(file), master))
		return (false);
	opened = crypto_aead_xchacha20poly1305_ietf_decrypt(key, NULL, NULL,
	    file + 4 + NONCE, KEY + TAG, (unsigned char *)about, n, file + 4,
	    master);
	sodium_memzero(master, KEY);
	return (opened == 0);
}

/* A master that is gone was replaced after we read the file: once more. */
bool
vault_load(const char *subject, unsigned char key[KEY])
{
	unsigned char file[FILED];
	char	      path[PATH_MAX];

	if (!vault_subject(subject))
		return (false);
	vault_path(path, "people/%s", subject);
	for (int i = 0; i < TRIES; i++) {
		if (!vault_read(path, file, FILED))
			return (false);
		if (vault_unwrapped(file, subject, key))
			return (true);
	}
	return (false);
}

/*
 * Where it is new, renamed; where one stands, exchanged: a key that somebody
 * destroys meanwhile is not brought back.  The folder cannot be opened to be
 * synced, but a file's own sync takes its new name along.  What is exchanged
 * is on the disk before; what is new, nobody knows of until all of it is.
 * Whichever of the two names a crash leaves opens, while both masters stand.
 */
static bool
placed(const char *subject, const unsigned char key[KEY], uint32_t version,
    enum how how)
{
	unsigned char file[FILED];
	char	      path[PATH_MAX], fresh[PATH_MAX];
	bool	      done = false, anew = how != FRESH;
	int	      fd, why;

	if (!vault_wrapped(file, subject, version, key))
		return (vault_failed("There is no master key %u.", version));
	vault_path(path, "people/%s", subject);
	vault_path(fresh, "people/%s.new", subject);
	if ((fd = vault_write(fresh, file, FILED, anew)) != -1) {
		done = renameat2(AT_FDCWD, fresh, AT_FDCWD, path,
			   anew ? RENAME_EXCHANGE : RENAME_NOREPLACE) == 0 &&
		    (how == ANEW_LATER || fsync(fd) == 0);
		close(fd);
	}
	why = errno;
	if (!done && !(anew && why == ENOENT))
		vault_failed("The key %s cannot be written: %s.", path,
		    strerror(why));
	if (fd != -1 && (anew || !done))
		unlink(fresh);
	errno = why;
	return (done);
}

/* Gone, or torn as the power went before anybody knew of it. */
static bool
nobodys(const char *path)
{
	struct stat st;

	if (stat(path, &st) == -1)
		return (errno == ENOENT);
	return (st.st_size < FILED);
}

static bool
turned_anew(const char *subject, bool *turned, enum how how)
{
	unsigned char key[KEY], file[FILED];
	char	      path[PATH_MAX];
	uint32_t      newest = vault_newest();
	bool	      fine;

	*turned = false;
	vault_path(path, "people/%s", subject);
	if (!vault_read(path, file, FILED))
		return (nobodys(path) ||
		    vault_failed("The key %s cannot be read.", path));
	if (vault_version(file) == newest)
		return (true);
	if (!vault_unwrapped(file, subject, key))
		return (vault_failed("The key %s does not open.", path));
	fine = placed(subject, key, newest, how);
	sodium_memzero(key, KEY);
	*turned = fine;
	return (fine || errno == ENOENT);
}

bool
vault_turn(const char *subject, bool *turned)
{
	return (turned_anew(subject, turned, ANEW_LATER));
}

void
vault_name(char subject[VAULT_SUBJECT])
{
	unsigned char name[16];

	randombytes_buf(name, sizeof(name));
	sodium_bin2hex(subject, VAULT_SUBJECT, name, sizeof(name));
}

/* A master that came while this was written takes it over at once, since it
 * may have gone through the folder before. */
bool
vault_make(const char *subject)
{
	unsigned char key[KEY];
	bool	      turned, fine;
	uint32_t      newest = vault_newest();

	randombytes_buf(key, sizeof(key));
	fine = placed(subject, key, newest, FRESH) &&
	    (vault_newest() == newest || turned_anew(subject, &turned, ANEW));
	sodium_memzero(key, KEY);
	return (fine);
}

bool
vault_new(char subject[VAULT_SUBJECT])
{
	vault_name(subject);
	return (vault_make(subject));
}
