/* The `nocape` command: finds the deed and reads the settings for it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nocape.h"
#include "web/db_sync.h"

static int nocape_settings(struct tool *, int, char **);
static int nocape_roles(struct tool *, int, char **);

static const struct command {
	const char *name;
	const char *what;
	int (*run)(struct tool *, int, char **);
} commands[] = {
	{ "roles", "[SUPERUSER]: makes PostgreSQL's roles for it, once",
	    nocape_roles },
	{ "migrate", "brings the database to this release", nocape_migrate },
	{ "coordinator", "add, remove ADDRESS or list: who runs a community",
	    nocape_coordinator },
	{ "suspend", "add, keep, lift ADDRESS or list: pauses an account",
	    nocape_suspend },
	{ "safeguarding", "add, remove ADDRESS or list: who reads worries",
	    nocape_safeguarding },
	{ "reports", "send or revoke REF: a link past the coordinators",
	    nocape_reports },
	{ "check", "tries settings, database, mail, keys and clocks",
	    nocape_check },
	{ "audit", "verify [--heads FILE] [--public KEY]", nocape_audit },
	{ "keys", "rotate: a new master key, while everything runs",
	    nocape_keys },
	{ "erased", "replay: erases again who came back with a backup",
	    nocape_erased },
	{ "backup", "copies the cluster and the keys into backup_folder",
	    nocape_backup },
	{ "restore", "--key FILE [--to TIME] FOLDER: the cluster as it was",
	    nocape_restore },
	{ "wal", "put or get: for PostgreSQL's archive_command", nocape_wal },
	{ "demo", "loads the made-up community, once", nocape_demo },
	{ "settings", "reads the settings, and nothing else", nocape_settings },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

int
tool_problem(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("nocape: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	return (1);
}

bool
tool_connect_as(struct tool *t, const char *user)
{
	char *text;

	if (t->owner != NULL)
		return (true);
	t->owner = db_sync_connect_as(t->settings, user, "nocape");
	if (PQstatus(t->owner) == CONNECTION_OK)
		return (true);
	text = PQerrorMessage(t->owner);
	tool_problem("the database cannot be reached: %.*s.",
	    (int)strcspn(text, "\n"), text);
	return (false);
}

bool
tool_connect(struct tool *t)
{
	return (
	    tool_connect_as(t, settings_get(t->settings, "database_owner")));
}

/* The one deed of a superuser: sql/roles.sql says what the roles are. */
static int
nocape_roles(struct tool *t, int argc, char **argv)
{
	if (argc > 1)
		return (tool_problem("roles takes the name of a superuser of "
				     "PostgreSQL, and no further words."));
	return (tool_connect_as(t, argc == 1 ? argv[0] : "postgres") &&
		    tool_script(t, "sql/roles.sql")
		? 0
		: 1);
}

bool
tool_run(struct tool *t, struct batch *batch, const char *doing)
{
	if (db_sync_run(t->owner, batch) == 0)
		return (true);
	tool_problem("%s: %s.", doing, db_sync_problem()->message);
	return (false);
}

/* They were read before any command is run. */
static int
nocape_settings(struct tool *t, int argc, char **argv)
{
	(void)t;
	(void)argc;
	(void)argv;
	return (0);
}

static int
usage(void)
{
	size_t i;

	fprintf(stderr, "usage: nocape [-c SETTINGS] COMMAND\n");
	for (i = 0; i < COMMANDS; i++)
		fprintf(stderr, "  %-12s %s\n", commands[i].name,
		    commands[i].what);
	return (2);
}

static int
run(const struct command *c, const char *path, int argc, char **argv)
{
	struct tool t = { NULL, path, NULL };
	char	   *problem;
	int	    end;

	t.settings = settings_read(path, &problem);
	if (t.settings == NULL) {
		end = tool_problem("%s", problem);
		free(problem);
		return (end);
	}
	end = c->run(&t, argc, argv);
	PQfinish(t.owner);
	settings_free(t.settings);
	return (end);
}

int
main(int argc, char **argv)
{
	const char *path = settings_path();
	size_t	    i;

	argc--;
	argv++;
	if (argc > 1 && strcmp(argv[0], "-c") == 0) {
		path = argv[1];
		argc -= 2;
		argv += 2;
	}
	for (i = 0; argc > 0 && i < COMMANDS; i++)
		if (strcmp(commands[i].name, argv[0]) == 0)
			return (run(&commands[i], path, argc - 1, argv + 1));
	return (usage());
}
