/* A copy of the whole cluster, and of the key store, sealed to a key that is
 * not here. */
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
#include "sql.h"

/* Without PostgreSQL's log between two copies there is no way back to a
 * moment, and none to the end of this one. */
static bool
archiving(struct tool *t)
{
	struct batch batch;
	bool	     fine;

	batch_init(&batch);
	sql_tool_archiving(&batch);
	fine = tool_run(t, &batch, "asking PostgreSQL");
	if (fine &&
	    strcmp(set_get(batch_set(&batch, &SQL_tool_archiving), 0, "mode"),
		"off") == 0) {
		tool_problem("PostgreSQL keeps no log for backups: set "
			     "archive_mode and archive_command as "
			     "conf/postgresql.conf tells.");
		fine = false;
	}
	batch_release(&batch);
	return (fine);
}

static bool
recorded(struct tool *t, const struct base *base, off_t bytes)
{
	struct batch batch;
	bool	     fine;

	batch_init(&batch);
	sql_tool_backup(&batch, (int64_t)base->begun, (int64_t)base->ended,
	    bytes);
	fine = tool_run(t, &batch, "writing down the backup");
	batch_release(&batch);
	return (fine);
}

/* Its last name tells when it ended, which is known at the end. */
static bool
cluster_copied(struct tool *t)
{
	const struct settings *s = t->settings;
	const char	      *copy[] = { BACKUP_PGBIN "pg_basebackup", "-h",
			   settings_get(s, "database_host"), "-p",
			   settings_get(s, "database_port"), "-U", "nocape_backup", "-w",
			   "-D", "-", "-F", "tar", "-X", "none", "-c", "fast", NULL };
	const char	      *zstd[] = { "zstd", "-q", "-c", NULL };
	const char *age[] = { "age", "-r", settings_get(s, "backup_key"),
		NULL };
	const char *const *const programs[] = { copy, zstd, age, NULL };
	struct base		 base = { .begun = time(NULL) };
	struct stat		 st = { 0 };
	char begun[BACKUP_TIME], ended[BACKUP_TIME], *from, *to;
	bool fine;

	if (!backup_written(t, "base", programs, -1))
		return (false);
	base.ended = time(NULL);
	backup_stamp(base.begun, begun);
	backup_stamp(base.ended, ended);
	snprintf(base.name, sizeof(base.name), "base-%s-%s.tar.zst.age", begun,
	    ended);
	from = backup_path(t, "base");
	to = backup_path(t, base.name);
	fine = backup_renamed(from, to) && stat(to, &st) == 0 &&
	    recorded(t, &base, st.st_size);
	if (fine)
		printf("%s: %lld bytes in %lld s.\n", to, (long long)st.st_size,
		    (long long)(base.ended - base.begun));
	free(from);
	free(to);
	return (fine);
}

/* The folder of people's keys may not be listed; its owner can for a moment,
 * as `nocape keys rotate` does. */
static bool
keys_copied(struct tool *t)
{
	/* tar ends with 1 when a key came or went meanwhile, which is fine:
	 * each is whole, since it was renamed into its place */
	const char		*tar[] = { "sh", "-c",
			     "tar -c -C \"$0\" --warning=no-file-changed "
					  "--warning=no-file-removed .; [ $? -le 1 ]",
			     settings_get(t->settings, "keys_folder"), NULL };
	const char		*age[] = { "age", "-r",
			     settings_get(t->settings, "backup_key"), NULL };
	const char *const *const programs[] = { tar, age, NULL };
	char			 name[64], stamp[BACKUP_TIME], *people, *folder;
	struct stat		 st;
	bool			 closed, fine;

	folder = backup_path(t, "keys");
	mkdir(folder, 0700);
	free(folder);
	if (asprintf(&people, "%s/people",
		settings_get(t->settings, "keys_folder")) == -1)
		abort();
	closed =
	    stat(people, &st) == 0 && (st.st_mode & 0400) == 0 && getuid() != 0;
	if (closed)
		chmod(people, (st.st_mode & 07777) | 0400);
	backup_stamp(time(NULL), stamp);
	snprintf(name, sizeof(name), "keys/keys-%s.tar.age", stamp);
	fine = backup_written(t, name, programs, -1);
	if (closed)
		chmod(people, st.st_mode & 07777);
	free(people);
	return (fine);
}

int
nocape_backup(struct tool *t, int argc, char **argv)
{
	const char *folder;

	(void)argv;
	if (argc > 0)
		return (tool_problem("backup takes no further words."));
	if ((folder = backup_folder(t)) == NULL || !tool_connect(t) ||
	    !archiving(t))
		return (1);
	if (mkdir(folder, 0700) == -1 && errno != EEXIST)
		return (tool_problem("%s: %s.", folder, strerror(errno)));
	if (!cluster_copied(t) || !keys_copied(t))
		return (1);
	backup_expire(t);
	return (0);
}
