/* What is older than the settings say goes. */
#include <sys/stat.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backup.h"

enum { DAY = 24 * 60 * 60 };

/* The files of a folder, each told its age by when it was written. */
static void
swept(struct tool *t, const char				 *folder,
    bool (*over)(const char *, time_t, const void *), const void *with)
{
	char	      *path = backup_path(t, folder), *file;
	DIR	      *dir = opendir(path);
	struct dirent *e;
	struct stat    st;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (asprintf(&file, "%s/%s", path, e->d_name) == -1)
			abort();
		if (stat(file, &st) == 0 && S_ISREG(st.st_mode) &&
		    over(e->d_name, st.st_mtime, with))
			unlink(file);
		free(file);
	}
	if (dir != NULL)
		closedir(dir);
	free(path);
}

/* What somebody who was killed left half written. */
static bool
left(const char *name, time_t written)
{
	size_t n = strlen(name);

	return (n > 5 && strcmp(name + n - 5, ".part") == 0 &&
	    written + DAY < time(NULL));
}

struct kept {
	time_t oldest; /* bases that ended before go ... */
	time_t newest; /* ... but for this one */
	time_t begun;  /* the log before the oldest kept one goes too */
};

static bool
base_over(const char *name, time_t written, const void *with)
{
	const struct kept *kept = with;
	struct base	   base;

	return (left(name, written) ||
	    (backup_is_base(name, &base) && base.ended < kept->oldest &&
		base.ended != kept->newest));
}

/* A history is small, and names where a log went on. */
static bool
wal_over(const char *name, time_t written, const void *with)
{
	const struct kept *kept = with;

	return (left(name, written) ||
	    (strstr(name, ".zst.age") != NULL &&
		strstr(name, ".history-") == NULL && written < kept->begun));
}

static bool
keys_over(const char *name, time_t written, const void *with)
{
	(void)with;
	return (left(name, written) ||
	    (strncmp(name, "keys-", 5) == 0 &&
		written + KEYS_DAYS * DAY <= time(NULL)));
}

static void
oldest_kept(struct tool *t, struct kept *kept)
{
	char	      *path = backup_path(t, ".");
	DIR	      *dir = opendir(path);
	struct dirent *e;
	struct base    base;

	while (dir != NULL && (e = readdir(dir)) != NULL)
		if (backup_is_base(e->d_name, &base) &&
		    base.begun < kept->begun)
			kept->begun = base.begun;
	if (dir != NULL)
		closedir(dir);
	free(path);
}

void
backup_expire(struct tool *t)
{
	struct kept kept = { 0 };
	struct base base;
	time_t	    now = time(NULL);

	if (!backup_base(t, now, &base) || *base.name == '\0')
		return;
	kept.newest = base.ended;
	kept.begun = now;
	kept.oldest =
	    now - settings_number(t->settings, "backup_days") * (time_t)DAY;
	swept(t, ".", base_over, &kept);
	oldest_kept(t, &kept);
	swept(t, "wal", wal_over, &kept);
	swept(t, "keys", keys_over, NULL);
}
