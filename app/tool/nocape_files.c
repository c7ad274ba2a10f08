/* The files the tool reads: scripts of SQL, in order, each once. */
#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nocape.h"
#include "sql.h"
#include "web/db_sync.h"

enum { HASH_HEX = 2 * crypto_generichash_BYTES + 1 };

static void *
kept(void *p)
{
	if (p == NULL)
		abort();
	return (p);
}

char *
tool_file(const char *path)
{
	FILE   *file = fopen(path, "re");
	char   *text = NULL;
	size_t	size = 0;
	ssize_t n;

	if (file == NULL) {
		tool_problem("%s cannot be read: %s.", path, strerror(errno));
		return (NULL);
	}
	n = getdelim(&text, &size, '\0', file);
	fclose(file);
	if (n == -1)
		text[0] = '\0';
	return (text);
}

static int
by_name(const void *a, const void *b)
{
	return (strcmp(*(char *const *)a, *(char *const *)b));
}

static bool
ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return (n > m && strcmp(name + n - m, end) == 0);
}

char **
tool_names(const char *folder, const char *end)
{
	DIR	      *dir = opendir(folder);
	struct dirent *e;
	char	     **names = kept(calloc(1, sizeof(*names)));
	size_t	       n = 0;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		if (!ends_with(e->d_name, end))
			continue;
		names = kept(reallocarray(names, n + 2, sizeof(*names)));
		names[n++] = kept(strdup(e->d_name));
		names[n] = NULL;
	}
	if (dir != NULL)
		closedir(dir);
	qsort(names, n, sizeof(*names), by_name);
	return (names);
}

void
tool_names_free(char **names)
{
	size_t i;

	for (i = 0; names[i] != NULL; i++)
		free(names[i]);
	free(names);
}

/* The text with this release's name for each ":release". */
static char *
released(const char *text)
{
	const char *mark = ":release", *next;
	char	   *out;
	size_t	    size;
	FILE	   *into = kept(open_memstream(&out, &size));

	while ((next = strstr(text, mark)) != NULL) {
		fwrite(text, 1, (size_t)(next - text), into);
		fputs(NC_RELEASE, into);
		text = next + strlen(mark);
	}
	fputs(text, into);
	if (fclose(into) != 0)
		abort();
	return (out);
}

/* PostgreSQL says where: the line is counted here. */
static bool
text_run(struct tool *t, const char *path, const char *text)
{
	char	   *ready = released(text);
	const char *where;
	PGresult   *r = PQexec(t->owner, ready);
	bool	    fine = PQresultStatus(r) != PGRES_FATAL_ERROR;
	int	    line = 1;
	long	    i, at;

	if (!fine) {
		where = PQresultErrorField(r, PG_DIAG_STATEMENT_POSITION);
		at = where != NULL ? strtol(where, NULL, 10) : 0;
		for (i = 0; i < at && ready[i] != '\0'; i++)
			line += ready[i] == '\n';
		tool_problem("%s, line %d: %s", path, line,
		    PQresultErrorMessage(r));
	}
	PQclear(r);
	free(ready);
	return (fine);
}

bool
tool_script(struct tool *t, const char *path)
{
	char *text = tool_file(path);
	bool  fine = text != NULL && text_run(t, path, text);

	free(text);
	return (fine);
}

static void
hashed(char hex[HASH_HEX], const char *text)
{
	unsigned char hash[crypto_generichash_BYTES];

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)text,
	    strlen(text), NULL, 0);
	sodium_bin2hex(hex, HASH_HEX, hash, sizeof(hash));
}

/* What the books say of a path: NULL when it never ran. */
static const char *
hash_of(const struct set *ran, const char *path)
{
	size_t i;

	for (i = 0; i < set_rows(ran); i++)
		if (strcmp(set_get(ran, i, "name"), path) == 0)
			return (set_get(ran, i, "hash"));
	return (NULL);
}

/* Runs the file and writes it down; the caller holds the transaction. */
static bool
run_and_noted(struct tool *t, const char *path, const char *text,
    const char *hash)
{
	struct batch batch;
	bool	     fine;

	batch_init(&batch);
	sql_tool_migrated(&batch, path, hash);
	fine = text_run(t, path, text) && db_sync_add(t->owner, &batch) == 0;
	batch_release(&batch);
	return (fine);
}

static bool
once(struct tool *t, const struct set *ran, const char *path, bool together)
{
	char	    hash[HASH_HEX], *text = tool_file(path);
	const char *before = hash_of(ran, path);
	bool	    fine = text != NULL;

	if (fine)
		hashed(hash, text);
	if (fine && before != NULL && strcmp(before, hash) != 0) {
		tool_problem(
		    "%s was changed after it had run here. Put the "
		    "change into a new file; or, where nothing is to be kept, "
		    "remove the database (make run: rm -r var/pg).",
		    path);
		fine = false;
	} else if (fine && before == NULL) {
		fine = (together || db_sync_exec(t->owner, "begin") == 0) &&
		    run_and_noted(t, path, text, hash) &&
		    (together || db_sync_exec(t->owner, "commit") == 0);
		if (!fine)
			db_sync_exec(t->owner, "rollback");
	}
	free(text);
	return (fine);
}

bool
tool_scripts_once(struct tool *t, const char *folder, bool together)
{
	char	   **names = tool_names(folder, ".sql"), *path;
	struct batch batch;
	bool	     fine;
	size_t	     i;

	batch_init(&batch);
	sql_tool_migrations(&batch);
	fine = tool_run(t, &batch, "reading what ran") &&
	    (!together || db_sync_exec(t->owner, "begin") == 0);
	for (i = 0; fine && names[i] != NULL; i++) {
		if (asprintf(&path, "%s/%s", folder, names[i]) == -1)
			abort();
		fine = once(t, batch_set(&batch, &SQL_tool_migrations), path,
		    together);
		free(path);
	}
	if (fine && together)
		fine = db_sync_exec(t->owner, "commit") == 0;
	batch_release(&batch);
	tool_names_free(names);
	return (fine);
}
