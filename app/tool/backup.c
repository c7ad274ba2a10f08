/* The folder of backups: names, times, and files that are there or are not. */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backup.h"
#include "pipeline.h"

const char *
backup_folder(struct tool *t)
{
	const char *folder = settings_get(t->settings, "backup_folder");

	if (*folder != '\0')
		return (folder);
	tool_problem("%s: \"backup_folder\" and \"backup_key\" are empty, so "
		     "no backups are made.",
	    t->path);
	return (NULL);
}

char *
backup_path(struct tool *t, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", settings_get(t->settings, "backup_folder"),
		name) == -1)
		abort();
	return (path);
}

void
backup_stamp(time_t at, char stamp[static BACKUP_TIME])
{
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(stamp, BACKUP_TIME, "%Y%m%dT%H%M%SZ", &tm);
}

static time_t
read_time(const char *text, const char *form)
{
	struct tm   tm = { 0 };
	const char *end = strptime(text, form, &tm);

	return (end != NULL && *end == '\0' ? timegm(&tm) : -1);
}

time_t
backup_time(const char *stamp)
{
	return (read_time(stamp, "%Y%m%dT%H%M%SZ"));
}

time_t
backup_moment(const char *text)
{
	return (read_time(text, "%Y-%m-%dT%H:%M:%SZ"));
}

bool
backup_is_base(const char *name, struct base *base)
{
	char begun[BACKUP_TIME], ended[BACKUP_TIME], rest[16] = "";

	if (sscanf(name, "base-%16[0-9TZ]-%16[0-9TZ].%15s", begun, ended,
		rest) != 3 ||
	    strcmp(rest, "tar.zst.age") != 0)
		return (false);
	snprintf(base->name, sizeof(base->name), "%s", name);
	base->begun = backup_time(begun);
	base->ended = backup_time(ended);
	return (base->begun != -1 && base->ended != -1);
}

bool
backup_base(struct tool *t, time_t by, struct base *base)
{
	const char    *folder = backup_folder(t);
	DIR	      *dir = folder != NULL ? opendir(folder) : NULL;
	struct dirent *e;
	struct base    one;

	base->name[0] = '\0';
	if (dir == NULL)
		return (folder != NULL &&
		    tool_problem("%s: %s.", folder, strerror(errno)) == 0);
	while ((e = readdir(dir)) != NULL)
		if (backup_is_base(e->d_name, &one) && one.ended <= by &&
		    (*base->name == '\0' || one.ended > base->ended))
			*base = one;
	closedir(dir);
	return (true);
}

bool
backup_renamed(const char *from, const char *to)
{
	char *parent = strdup(to);
	int   dir;
	bool  fine;

	if (parent == NULL)
		abort();
	*strrchr(parent, '/') = '\0';
	dir = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fine = dir != -1 && rename(from, to) == 0 && fsync(dir) == 0;
	if (!fine)
		tool_problem("%s cannot be written: %s.", to, strerror(errno));
	if (dir != -1)
		close(dir);
	free(parent);
	return (fine);
}

bool
backup_written(struct tool *t, const char *name,
    const char *const *const programs[], int in)
{
	char *part, *path;
	int   fd;
	bool  fine;

	path = backup_path(t, name);
	if (asprintf(&part, "%s.%ld.part", path, (long)getpid()) == -1)
		abort();
	fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	fine = fd != -1;
	if (!fine)
		tool_problem("%s cannot be written: %s.", part,
		    strerror(errno));
	else if (!(fine = pipeline(programs, in, fd)))
		tool_problem("%s did not come about: what is above says why.",
		    path);
	else if (!(fine = fsync(fd) == 0))
		tool_problem("%s cannot be written: %s.", part,
		    strerror(errno));
	fine = fine && backup_renamed(part, path);
	if (fd != -1)
		close(fd);
	if (!fine)
		unlink(part);
	free(part);
	free(path);
	return (fine);
}
