/* The cluster as it was at a moment, in a folder of its own. */
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

enum { LOOK = 200000 /* us */ };

struct restore {
	const char *to;	 /* "2026-11-24T23:22:05Z"; NULL: all there is */
	const char *key; /* of age, to read with */
	const char *folder;
	char	   *self;     /* this program, for PostgreSQL to call */
	char	   *settings; /* whole paths, since it calls from elsewhere */
	char	   *identity;
	char	   *place;
};

static int
usage(void)
{
	return (
	    tool_problem("use it like this: nocape restore --key FILE [--to "
			 "2026-11-24T23:22:05Z] FOLDER"));
}

static bool
words_read(struct restore *r, int argc, char **argv)
{
	int i;

	for (i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--to") == 0 && i + 1 < argc)
			r->to = argv[++i];
		else if (strcmp(argv[i], "--key") == 0 && i + 1 < argc)
			r->key = argv[++i];
		else if (argv[i][0] != '-' && r->folder == NULL)
			r->folder = argv[i];
		else
			return (false);
	}
	return (r->key != NULL && r->folder != NULL &&
	    (r->to == NULL || backup_moment(r->to) != -1));
}

/* What stands between quotes in PostgreSQL's settings, and in a shell's. */
static bool
plain(const char *path)
{
	if (path != NULL && strpbrk(path, "'\"\\\n$`%") == NULL)
		return (true);
	tool_problem("%s is no path that can be given to PostgreSQL.",
	    path != NULL ? path : "What was named");
	return (false);
}

static bool
places_found(struct tool *t, struct restore *r)
{
	if (mkdir(r->folder, 0700) == -1 &&
	    (errno != EEXIST || rmdir(r->folder) == -1 ||
		mkdir(r->folder, 0700) == -1)) {
		tool_problem("%s has to be a new folder, or an empty one: %s.",
		    r->folder, strerror(errno));
		return (false);
	}
	r->self = realpath("/proc/self/exe", NULL);
	r->settings = realpath(t->path, NULL);
	r->identity = realpath(r->key, NULL);
	r->place = realpath(r->folder, NULL);
	if (r->identity == NULL)
		return (tool_problem("%s: %s.", r->key, strerror(errno)) == 0);
	return (plain(r->self) && plain(r->settings) && plain(r->identity) &&
	    plain(r->place));
}

static bool
unpacked(struct tool *t, const struct restore *r, const struct base *base)
{
	char	   *path = backup_path(t, base->name);
	const char *age[] = { "age", "-d", "-i", r->identity, path, NULL };
	const char *zstd[] = { "zstd", "-d", "-q", "-c", NULL };
	const char *tar[] = { "tar", "-x", "-p", "-C", r->place, NULL };
	const char *look[] = { BACKUP_PGBIN "pg_verifybackup", "-n", "-q",
		r->place, NULL };
	const char *const *const opening[] = { age, zstd, tar, NULL };
	const char *const *const looking[] = { look, NULL };
	bool fine = pipeline(opening, -1, -1) && pipeline(looking, -1, -1);

	if (!fine)
		tool_problem(
		    "%s cannot be brought back: what is above says why.", path);
	free(path);
	return (fine);
}

static bool
file_written(const struct restore *r, const char *name, const char *text)
{
	char *path;
	FILE *file;
	bool  fine;

	if (asprintf(&path, "%s/%s", r->place, name) == -1)
		abort();
	file = fopen(path, "we");
	fine = file != NULL && fputs(text, file) >= 0;
	fine = file != NULL && fclose(file) == 0 && fine;
	if (!fine)
		tool_problem("%s cannot be written: %s.", path,
		    strerror(errno));
	free(path);
	return (fine);
}

/* Nobody comes in meanwhile, and nothing is archived: this may be a drill. */
static bool
recovery_told(const struct restore *r)
{
	char	 *text, moment[128] = "";
	time_t	  at = r->to != NULL ? backup_moment(r->to) : 0;
	struct tm tm;
	bool	  fine;

	/* its reader of settings knows no Z */
	if (r->to != NULL && gmtime_r(&at, &tm) != NULL)
		strftime(moment, sizeof(moment),
		    "recovery_target_time = '%Y-%m-%d %H:%M:%S+00'\n"
		    "recovery_target_action = promote\n",
		    &tm);
	if (asprintf(&text,
		"listen_addresses = ''\nunix_socket_directories = '%s'\n"
		"hba_file = '%s/restore_hba.conf'\nhot_standby = off\n"
		"archive_mode = off\nlc_messages = 'C'\ntimezone = 'UTC'\n"
		"restore_command = '\"%s\" -c \"%s\" wal get %%f \"%%p\" "
		"\"%s\"'\n%s",
		r->place, r->place, r->self, r->settings, r->identity,
		moment) == -1)
		abort();
	fine = file_written(r, "restore.conf", text) &&
	    file_written(r, "restore_hba.conf", "local all all trust\n") &&
	    file_written(r, "recovery.signal", "");
	free(text);
	return (fine);
}

/* pg_ctl does not wait for the end of a recovery: whoever accepts is there. */
static bool
accepts(const struct restore *r)
{
	const char *ready[] = { BACKUP_PGBIN "pg_isready", "-q", "-h", r->place,
		NULL };
	const char *there[] = { BACKUP_PGBIN "pg_ctl", "status", "-s", "-D",
		r->place, NULL };
	const char *const *const asking[] = { ready, NULL };
	const char *const *const looking[] = { there, NULL };

	while (!pipeline(asking, -1, -1)) {
		if (!pipeline(looking, -1, -1))
			return (false);
		usleep(LOOK);
	}
	return (true);
}

/* PostgreSQL goes through its log up to the moment, and ends in order. */
static bool
recovered(const struct restore *r)
{
	char	   *log, *words;
	const char *start[] = { BACKUP_PGBIN "pg_ctl", "start", "-s", "-w",
		"-t", "3600", "-D", r->place, "-l", NULL, "-o", NULL, NULL };
	const char *stop[] = { BACKUP_PGBIN "pg_ctl", "stop", "-s", "-w", "-t",
		"3600", "-D", r->place, NULL };
	const char *const *const starting[] = { start, NULL };
	const char *const *const stopping[] = { stop, NULL };
	bool			 fine;

	if (asprintf(&log, "%s/restore.log", r->place) == -1 ||
	    asprintf(&words, "-c config_file='%s/restore.conf'", r->place) ==
		-1)
		abort();
	start[9] = log;
	start[11] = words;
	fine = pipeline(starting, -1, -1) && accepts(r) &&
	    pipeline(stopping, -1, -1);
	if (!fine)
		tool_problem("PostgreSQL did not come that far: %s says why.",
		    log);
	free(words);
	free(log);
	return (fine);
}

/* Where its own log branched off is what a later recovery asks for: it goes
 * into the backups as soon as the cluster works again. */
static bool
branch_marked(const struct restore *r)
{
	char	      *path;
	DIR	      *dir;
	struct dirent *e;
	bool	       fine = true;

	if (asprintf(&path, "%s/pg_wal", r->place) == -1)
		abort();
	dir = opendir(path);
	free(path);
	while (fine && dir != NULL && (e = readdir(dir)) != NULL) {
		if (strlen(e->d_name) != 16 ||
		    strcmp(e->d_name + 8, ".history") != 0)
			continue;
		if (asprintf(&path, "pg_wal/archive_status/%s.ready",
			e->d_name) == -1)
			abort();
		fine = file_written(r, path, "");
		free(path);
	}
	if (dir != NULL)
		closedir(dir);
	return (fine && dir != NULL);
}

/* What only this needed; the log of it stays. */
static void
tidied(const struct restore *r)
{
	char *path;

	if (asprintf(&path, "%s/restore.conf", r->place) == -1)
		abort();
	unlink(path);
	free(path);
	if (asprintf(&path, "%s/restore_hba.conf", r->place) == -1)
		abort();
	unlink(path);
	free(path);
}

static bool
restored(struct tool *t, struct restore *r)
{
	struct base base;

	if (!backup_base(t, r->to != NULL ? backup_moment(r->to) : time(NULL),
		&base))
		return (false);
	if (*base.name == '\0')
		return (tool_problem("no backup ended before that.") == 0);
	if (!places_found(t, r) || !unpacked(t, r, &base) ||
	    !recovery_told(r) || !recovered(r) || !branch_marked(r))
		return (false);
	tidied(r);
	printf("%s is the cluster as it was at %s. Start PostgreSQL on it, put "
	       "the newest keys_folder/erased in its place, then run: nocape "
	       "migrate\n",
	    r->place, r->to != NULL ? r->to : "the end of its log");
	return (true);
}

int
nocape_restore(struct tool *t, int argc, char **argv)
{
	struct restore r = { 0 };
	bool	       fine;

	if (!words_read(&r, argc, argv))
		return (usage());
	if (backup_folder(t) == NULL)
		return (1);
	if (getuid() == 0)
		return (tool_problem("PostgreSQL does not run as root: run it "
				     "as the user who runs PostgreSQL."));
	fine = restored(t, &r);
	free(r.self);
	free(r.settings);
	free(r.identity);
	free(r.place);
	return (fine ? 0 : 1);
}
