/*
 * The `nocape` command: what an operator does on the machine itself.  Each
 * deed returns what the program ends with: 0, or 1 after a sentence to
 * stderr.
 */
#ifndef NC_TOOL_NOCAPE_H
#define NC_TOOL_NOCAPE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "core/settings.h"
#include "web/batch.h"

struct tool {
	struct settings *settings;
	const char	*path;	/* of the settings */
	PGconn		*owner; /* NULL until tool_connect() */
};

int nocape_migrate(struct tool *, int argc, char **argv);
int nocape_coordinator(struct tool *, int argc, char **argv);
int nocape_suspend(struct tool *, int argc, char **argv);
int nocape_safeguarding(struct tool *, int argc, char **argv);
int nocape_reports(struct tool *, int argc, char **argv);
int nocape_check(struct tool *, int argc, char **argv);
int nocape_audit(struct tool *, int argc, char **argv);
int nocape_keys(struct tool *, int argc, char **argv);
int nocape_erased(struct tool *, int argc, char **argv);
int nocape_backup(struct tool *, int argc, char **argv);
int nocape_restore(struct tool *, int argc, char **argv);
int nocape_wal(struct tool *, int argc, char **argv);
int nocape_demo(struct tool *, int argc, char **argv);

/* A sentence to stderr; always 1. */
int tool_problem(const char *, ...) __attribute__((format(printf, 1, 2)));

/* Connects as the role that changes the database, or as a named one; says so
 * when it cannot. */
bool tool_connect(struct tool *);
bool tool_connect_as(struct tool *, const char *user);

/* Opens the key store; says so when it cannot.  tool_sealed() also seals
 * what waits, gives keys, and erases again who is back. */
bool tool_vault(struct tool *);
bool tool_sealed(struct tool *);

/* Runs the batch, and says what went wrong after `doing` when it does. */
bool tool_run(struct tool *, struct batch *, const char *doing);

/* A whole file, ended by a NUL, to free(); NULL after a sentence. */
char *tool_file(const char *path);

/* The names in a folder that end so, sorted; ends with NULL. */
char **tool_names(const char *folder, const char *end);
void   tool_names_free(char **);

/* Runs a file of SQL as it is, with the release's name for ":release". */
bool tool_script(struct tool *, const char *path);

/* Every *.sql file of a folder, once: each is its own transaction, or all
 * are one.  What ran is remembered by path and hash. */
bool tool_scripts_once(struct tool *, const char *folder, bool together);

#endif
