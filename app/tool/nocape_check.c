/* Tries everything that the settings name, and says how it went. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "backup.h"
#include "core/trail.h"
#include "core/vault.h"
#include "nocape.h"
#include "sql.h"
#include "steward/server.h"
#include "web/db_sync.h"

/* A backup is made each night; two hours of it may be its own. */
enum { OLD_HOURS = 26 };

static bool
told(bool fine, const char *what, const char *how)
{
	printf("%-10s %s\n", what, fine ? "fine" : how);
	return (fine);
}

static bool
role_comes_in(struct tool *t, const char *role, char *how, size_t size)
{
	PGconn *conn = db_sync_connect(t->settings, role);
	bool	fine = PQstatus(conn) == CONNECTION_OK;

	if (!fine)
		snprintf(how, size, "%s", PQerrorMessage(conn));
	how[strcspn(how, "\n")] = '\0';
	PQfinish(conn);
	return (fine);
}

static bool
release_stands(struct tool *t)
{
	struct batch batch;
	bool	     fine;

	batch_init(&batch);
	sql_tool_release(&batch, NC_RELEASE);
	fine = db_sync_run(t->owner, &batch) == 0 &&
	    set_rows(batch_set(&batch, &SQL_tool_release)) > 0;
	batch_release(&batch);
	return (fine);
}

static bool
database_fine(struct tool *t)
{
	char how[300] = "";

	if (!tool_connect(t))
		return (told(false, "database", "cannot be reached"));
	if (!release_stands(t))
		return (told(false, "database", "run: nocape migrate"));
	return (told(role_comes_in(t, "database_web", how, sizeof(how)) &&
		role_comes_in(t, "database_steward", how, sizeof(how)),
	    "database", how));
}

static double
own_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return ((double)now.tv_sec + (double)now.tv_nsec / 1e9);
}

static bool
clocks_fine(struct tool *t)
{
	struct batch batch;
	char	     how[80];
	double	     apart = 1e9, before = own_seconds();
	const char  *seconds;

	batch_init(&batch);
	sql_tool_clock(&batch);
	if (t->owner != NULL && db_sync_run(t->owner, &batch) == 0) {
		seconds =
		    set_get(batch_set(&batch, &SQL_tool_clock), 0, "seconds");
		apart = strtod(seconds, NULL) - (before + own_seconds()) / 2;
	}
	batch_release(&batch);
	snprintf(how, sizeof(how),
	    apart > 1e8 ? "the database does not say"
			: "the database's is %.1f s ahead of this machine's",
	    apart);
	return (told(apart > -2 && apart < 2, "clocks", how));
}

/* Says NOOP to the mail server, after its greeting and our sign-in. */
static bool
server_answers(struct tool *t, char how[static 300])
{
	struct server server;
	CURLcode      end = CURLE_FAILED_INIT;

	if (server_open(&server, t->settings, how)) {
		curl_easy_setopt(server.curl, CURLOPT_CUSTOMREQUEST, "NOOP");
		end = curl_easy_perform(server.curl);
		if (end != CURLE_OK)
			server_words(&server, end, how);
	}
	server_close(&server);
	return (end == CURLE_OK);
}

/* Heads were signed here: without their key there can be no more. */
static bool
heads_signed(struct tool *t)
{
	struct batch batch;
	bool	     some;

	batch_init(&batch);
	sql_tool_audit_heads(&batch);
	some = t->owner != NULL && db_sync_run(t->owner, &batch) == 0 &&
	    strcmp(set_get(batch_set(&batch, &SQL_tool_audit_heads), 0,
		       "heads"),
		"0") != 0;
	batch_release(&batch);
	return (some);
}

static bool
audit_fine(struct tool *t)
{
	const char   *folder = settings_get(t->settings, "keys_folder");
	unsigned char secret[TRAIL_SECRET];
	char	      how[300] = "";
	bool	      there = trail_secret(folder, false, secret);

	sodium_memzero(secret, sizeof(secret));
	if (*settings_get(t->settings, "database_audit") != '\0' &&
	    !role_comes_in(t, "database_audit", how, sizeof(how)))
		return (told(false, "audit", how));
	/* the steward makes it when it signs for the first time */
	if (!there && heads_signed(t)) {
		snprintf(how, sizeof(how),
		    "%s/audit.key, which signs the trail, cannot be read: "
		    "bring it back from the key store's own backup",
		    folder);
		return (told(false, "audit", how));
	}
	return (told(true, "audit", ""));
}

static bool
folder_fine(const char *path, bool secret, char *how, size_t size)
{
	struct stat st;

	if (stat(path, &st) == -1)
		snprintf(how, size, "%s: %s", path, strerror(errno));
	else if (!S_ISDIR(st.st_mode))
		snprintf(how, size, "%s is no folder", path);
	else if (access(path, R_OK | W_OK | X_OK) == -1)
		snprintf(how, size, "%s: %s", path, strerror(errno));
	else if (secret && (st.st_mode & 077) != 0)
		snprintf(how, size, "others can look into %s: chmod 700 it",
		    path);
	else
		return (true);
	return (false);
}

static bool
mail_fine(struct tool *t)
{
	const char *folder = settings_get(t->settings, "mail_folder");
	char	    how[300] = "";

	return (told(*settings_get(t->settings, "smtp_url") != '\0'
		? server_answers(t, how)
		: folder_fine(folder, false, how, sizeof(how)),
	    "mail", how));
}

static bool
keys_fine(struct tool *t)
{
	const char *folder = settings_get(t->settings, "keys_folder");
	char	    how[300];

	if (!folder_fine(folder, true, how, sizeof(how)))
		return (told(false, "keys", how));
	return (told(vault_start(folder) && vault_check(), "keys",
	    vault_problem()));
}

/* How old the last copy is, and whether the log since is away from here. */
static bool
backups_fine(struct tool *t)
{
	struct batch	  batch;
	struct base	  base;
	const struct set *set;
	char		  how[300] = "";
	long		  hours;

	if (*settings_get(t->settings, "backup_folder") == '\0')
		return (printf("%-10s none: \"backup_folder\" is empty\n",
			    "backups") > 0);
	if (!backup_base(t, time(NULL), &base) || *base.name == '\0')
		return (told(false, "backups", "none yet: nocape backup"));
	hours = (time(NULL) - base.ended) / 3600;
	batch_init(&batch);
	sql_tool_archiving(&batch);
	if (t->owner == NULL || db_sync_run(t->owner, &batch) != 0)
		snprintf(how, sizeof(how), "the database does not say");
	else if (set = batch_set(&batch, &SQL_tool_archiving),
	    strcmp(set_get(set, 0, "mode"), "off") == 0)
		snprintf(how, sizeof(how), "archive_mode is off");
	else if (strcmp(set_get(set, 0, "failing"), "t") == 0)
		snprintf(how, sizeof(how),
		    "archive_command fails: PostgreSQL's log says why");
	else if (hours >= OLD_HOURS)
		snprintf(how, sizeof(how), "the last one is %ld hours old",
		    hours);
	batch_release(&batch);
	return (told(*how == '\0', "backups", how));
}

int
nocape_check(struct tool *t, int argc, char **argv)
{
	bool fine;

	(void)argv;
	if (argc > 0)
		return (tool_problem("check takes no further words."));
	fine = told(true, "settings", "");
	fine = database_fine(t) && fine;
	fine = clocks_fine(t) && fine;
	fine = mail_fine(t) && fine;
	fine = keys_fine(t) && fine;
	fine = audit_fine(t) && fine;
	fine = backups_fine(t) && fine;
	return (fine ? 0 : 1);
}
