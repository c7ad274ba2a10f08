/* The master keys: which is the newest, each by its version, a new one. */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "vault_own.h"

enum { REMEMBERED = 4 };

static char store[PATH_MAX - 80];
static char problem[400];

static struct {
	uint32_t      version; /* 0: empty */
	unsigned char key[KEY];
} masters[REMEMBERED];

const char *
vault_problem(void)
{
	return (problem);
}

bool
vault_failed(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(problem, sizeof(problem), fmt, ap);
	va_end(ap);
	return (false);
}

const char *
vault_path(char into[PATH_MAX], const char *fmt, ...)
{
	va_list ap;
	int	n = snprintf(into, PATH_MAX, "%s/", store);

	va_start(ap, fmt);
	vsnprintf(into + n, PATH_MAX - (size_t)n, fmt, ap);
	va_end(ap);
	return (into);
}

bool
vault_read(const char *path, unsigned char *bytes, size_t n)
{
	int  fd = open(path, O_RDONLY | O_CLOEXEC);
	bool whole;

	if (fd == -1)
		return (false);
	whole = read(fd, bytes, n) == (ssize_t)n;
	close(fd);
	return (whole);
}

/* An operator who is root writes what the web must read. */
bool
vault_owned(int fd)
{
	struct stat st;

	return (geteuid() != 0 ||
	    (stat(store, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) == 0));
}

int
vault_write(const char *path, const unsigned char *bytes, size_t n, bool synced)
{
	int fd = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd == -1 ||
	    (vault_owned(fd) && write(fd, bytes, n) == (ssize_t)n &&
		(!synced || fsync(fd) == 0)))
		return (fd);
	close(fd);
	unlink(path);
	return (-1);
}

/* The folder of people's keys cannot be opened to be synced by itself. */
bool
vault_settled(void)
{
	int  fd = open(store, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool settled = fd != -1 && syncfs(fd) == 0;

	if (!settled)
		vault_failed("%s cannot be synced: %s.", store,
		    strerror(errno));
	if (fd != -1)
		close(fd);
	return (settled);
}

/* Of "master.12" 12; of all else 0. */
static uint32_t
numbered(const char *name)
{
	char	     *end;
	unsigned long n;

	if (strncmp(name, "master.", 7) != 0 || name[7] < '1' || name[7] > '9')
		return (0);
	n = strtoul(name + 7, &end, 10);
	return (*end == '\0' && n < UINT32_MAX ? (uint32_t)n : 0);
}

uint32_t
vault_newest(void)
{
	DIR	      *dir = opendir(store);
	struct dirent *e;
	uint32_t       newest = 0;

	while (dir != NULL && (e = readdir(dir)) != NULL)
		if (numbered(e->d_name) > newest)
			newest = numbered(e->d_name);
	if (dir != NULL)
		closedir(dir);
	return (newest);
}

bool
vault_master(uint32_t version, unsigned char key[KEY])
{
	char   path[PATH_MAX];
	size_t i = version % REMEMBERED;

	if (version == 0)
		return (false);
	if (masters[i].version != version) {
		vault_path(path, "master.%u", version);
		if (!vault_read(path, key, KEY))
			return (false);
		memcpy(masters[i].key, key, KEY);
		masters[i].version = version;
	}
	memcpy(key, masters[i].key, KEY);
	return (true);
}

/* Linked into place: of two that start at once one wins. */
bool
vault_master_new(uint32_t version)
{
	unsigned char key[KEY];
	char	      path[PATH_MAX], fresh[PATH_MAX];
	bool	      there;
	int	      fd;

	vault_path(path, "master.%u", version);
	vault_path(fresh, "fresh.%ld", (long)getpid());
	unlink(fresh);
	randombytes_buf(key, KEY);
	fd = vault_write(fresh, key, KEY, true);
	sodium_memzero(key, KEY);
	there = fd != -1 && (link(fresh, path) == 0 || errno == EEXIST) &&
	    fsync(fd) == 0;
	if (fd != -1)
		close(fd);
	unlink(fresh);
	return (there || vault_failed("%s cannot be written.", path));
}

/* The folder of people's keys is the store's owner's, whoever makes it. */
static bool
people_made(const char *people)
{
	int  fd;
	bool owned;

	if (mkdir(people, 0300) == -1)
		return (errno == EEXIST);
	if (geteuid() != 0)
		return (true);
	fd = open(people, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	owned = fd != -1 && vault_owned(fd);
	if (fd != -1)
		close(fd);
	return (owned);
}

/* What the store was found to be, before a master is looked for: another
 * process may be making both, the masters first. */
static bool
store_made(void)
{
	char	    people[PATH_MAX];
	struct stat st;
	bool	    old;

	vault_path(people, "people");
	old = stat(people, &st) == 0;
	if (vault_newest() == 0 && old)
		return (vault_failed("%s holds keys, but the master key that "
				     "opens them is gone: bring master.N back "
				     "from the key store's own backup.",
		    store));
	if (vault_newest() == 0 && !vault_master_new(1))
		return (false);
	if (old || people_made(people))
		return (true);
	return (
	    vault_failed("%s cannot be made: %s.", people, strerror(errno)));
}

bool
vault_start(const char *keys_folder)
{
	char whole[PATH_MAX];

	problem[0] = '\0';
	vault_forget();
	sodium_memzero(masters, sizeof(masters));
	if (sodium_init() < 0)
		return (vault_failed("libsodium does not start."));
	if (mkdir(keys_folder, 0700) == -1 && errno != EEXIST)
		return (vault_failed("The folder of keys %s cannot be made: "
				     "%s.",
		    keys_folder, strerror(errno)));
	if (realpath(keys_folder, whole) == NULL ||
	    strlen(whole) >= sizeof(store))
		return (vault_failed("The folder of keys %s cannot be used.",
		    keys_folder));
	memcpy(store, whole, strlen(whole) + 1);
	return (store_made());
}
