/* A new master key while others work, and a look at the whole store. */
#include <sys/file.h>
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "vault_own.h"

enum { PASSES = 100, OLD = 5 /* s */ };

/* Its owner may not list it, and is given that right for one open(). */
static DIR *
listed(void)
{
	char	    path[PATH_MAX];
	struct stat st;
	DIR	   *dir = opendir(vault_path(path, "people"));

	if (dir == NULL && errno == EACCES && stat(path, &st) == 0 &&
	    chmod(path, st.st_mode | 0400) == 0) {
		dir = opendir(path);
		chmod(path, st.st_mode & 07777);
	}
	if (dir == NULL)
		vault_failed("%s cannot be listed: %s.", path, strerror(errno));
	return (dir);
}

/* What somebody who was killed left half written. */
static void
left(const char *name)
{
	char	    path[PATH_MAX];
	struct stat st;

	vault_path(path, "people/%s", name);
	if (stat(path, &st) == 0 && st.st_mtime + OLD < time(NULL))
		unlink(path);
}

/* Once through the folder.  *waits: how many somebody else was at. */
static bool
passed(size_t *turned, size_t *waits)
{
	DIR	      *dir = listed();
	struct dirent *e;
	bool	       fine = dir != NULL, one;

	*waits = 0;
	while (fine && (e = readdir(dir)) != NULL) {
		if (!vault_subject(e->d_name)) {
			if (strstr(e->d_name, ".new") != NULL)
				left(e->d_name);
			continue;
		}
		fine = vault_turn(e->d_name, &one);
		*turned += one;
		if (!fine && errno == EEXIST) {
			fine = true;
			++*waits;
		}
	}
	if (dir != NULL)
		closedir(dir);
	return (fine);
}

static bool
old_removed(void)
{
	DIR	      *dir;
	struct dirent *e;
	char	       path[PATH_MAX], newest[32];

	snprintf(newest, sizeof(newest), "master.%u", vault_newest());
	dir = opendir(vault_path(path, "."));
	while (dir != NULL && (e = readdir(dir)) != NULL)
		if (strncmp(e->d_name, "master.", 7) == 0 &&
		    strcmp(e->d_name, newest) != 0)
			unlink(vault_path(path, "%s", e->d_name));
	if (dir != NULL)
		closedir(dir);
	return (dir != NULL);
}

/* A second pass finds what was new while the first one ran. */
static bool
all_turned(size_t *turned)
{
	const struct timespec pause = { .tv_nsec = 100000000 };
	size_t		      before, waits;

	for (int i = 0; i < PASSES; i++) {
		before = *turned;
		if (!passed(turned, &waits))
			return (false);
		if (waits == 0 && *turned == before)
			return (true);
		if (waits > 0)
			nanosleep(&pause, NULL);
	}
	return (vault_failed("Some keys stay half written: run it again."));
}

/* How many masters there are: more than one says that somebody was killed
 * at this, and then theirs is the new one. */
static size_t
masters(void)
{
	char	 path[PATH_MAX];
	uint32_t version;
	size_t	 n = 0;

	for (version = vault_newest(); version > 0; version--)
		n += access(vault_path(path, "master.%u", version), F_OK) == 0;
	return (n);
}

bool
vault_rotate(size_t *turned)
{
	char path[PATH_MAX];
	int  lock = open(vault_path(path, "rotating"),
	     O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	bool fine;

	*turned = 0;
	if (lock == -1 || !vault_owned(lock) ||
	    flock(lock, LOCK_EX | LOCK_NB) == -1) {
		vault_failed("%s: %s.", path, strerror(errno));
		fine = false;
	} else
		fine =
		    (masters() > 1 || vault_master_new(vault_newest() + 1)) &&
		    all_turned(turned) && vault_settled() && old_removed();
	if (lock != -1)
		close(lock);
	return (fine);
}

static bool
closed(const char *what, mode_t wrong)
{
	char	    path[PATH_MAX];
	struct stat st, store;

	if (stat(vault_path(path, "."), &store) == -1 ||
	    stat(vault_path(path, "%s", what), &st) == -1)
		return (vault_failed("%s: %s.", path, strerror(errno)));
	if (st.st_uid != store.st_uid)
		return (vault_failed("%s belongs to another than the folder "
				     "of keys: give it to its owner.",
		    path));
	if ((st.st_mode & wrong) != 0)
		return (vault_failed("%s is open to others (%04o): take the "
				     "rights %04o from it.",
		    path, st.st_mode & 07777, st.st_mode & wrong));
	return (true);
}

bool
vault_check(void)
{
	char	 path[PATH_MAX], name[32];
	uint32_t newest = vault_newest();

	snprintf(name, sizeof(name), "master.%u", newest);
	if (newest == 0)
		return (vault_failed("There is no master key."));
	if (!closed(".", 077) || !closed("people", 0477) || !closed(name, 077))
		return (false);
	vault_path(path, "people");
	if (access(path, W_OK | X_OK) == -1)
		return (vault_failed("%s: %s.", path, strerror(errno)));
	return (masters() == 1 ||
	    vault_failed("A turn of the master key was broken off: run "
			 "nocape keys rotate again."));
}
