/* Brings the database to this release: forward only, never half. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nocape.h"
#include "sql.h"
#include "web/db_sync.h"

static bool
locked(struct tool *t)
{
	struct batch batch;
	bool	     fine;

	batch_init(&batch);
	sql_tool_lock(&batch);
	fine = tool_run(t, &batch, "waiting for the lock");
	batch_release(&batch);
	return (fine);
}

static bool
release_stands(struct tool *t, bool *stands)
{
	struct batch batch;
	bool	     fine;

	batch_init(&batch);
	sql_tool_release(&batch, NC_RELEASE);
	fine = tool_run(t, &batch, "looking for the release");
	*stands = set_rows(batch_set(&batch, &SQL_tool_release)) > 0;
	batch_release(&batch);
	return (fine);
}

static bool
views_made(struct tool *t)
{
	char **names = tool_names("sql/views", ".sql"), *path;
	bool   fine;
	size_t i;

	fine = tool_script(t, "sql/schema.sql");
	for (i = 0; fine && names[i] != NULL; i++) {
		if (asprintf(&path, "sql/views/%s", names[i]) == -1)
			abort();
		fine = tool_script(t, path);
		free(path);
	}
	tool_names_free(names);
	return (fine);
}

/* Views, grants, what is told of the columns, and the books in one
 * transaction.  A release's name tells what its views are, so a schema that
 * stands is left alone. */
static bool
release_made(struct tool *t)
{
	bool stands, fine;

	if (!release_stands(t, &stands) ||
	    db_sync_exec(t->owner, "begin") == -1)
		return (false);
	fine = (stands || views_made(t)) && tool_script(t, "sql/grants.sql") &&
	    tool_script(t, "sql/privacy.sql") &&
	    tool_script(t, "sql/release.sql");
	if (fine && db_sync_exec(t->owner, "commit") == 0)
		return (true);
	db_sync_exec(t->owner, "rollback");
	return (false);
}

static bool
zone_known(struct tool *t, const struct community *c)
{
	struct batch batch;
	bool	     fine;

	batch_init(&batch);
	sql_tool_zone(&batch, c->zone);
	fine = tool_run(t, &batch, "looking up time zones");
	if (fine && set_rows(batch_set(&batch, &SQL_tool_zone)) == 0) {
		tool_problem("%s: \"zone\" of \"%s\" should be a time zone "
			     "like Europe/London, not \"%s\".",
		    t->path, c->key, c->zone);
		fine = false;
	}
	batch_release(&batch);
	return (fine);
}

static bool
communities_kept(struct tool *t)
{
	const struct community *c;
	struct batch		batch;
	bool			fine = true;
	size_t			i;

	batch_init(&batch);
	for (i = 0; fine && (c = settings_community(t->settings, i)) != NULL;
	     i++) {
		fine = zone_known(t, c);
		sql_tool_community(&batch, c->key, c->name, c->zone,
		    c->zone_label, c->country, c->phone, c->phone_hours,
		    c->emergency_phone, c->trusted_role, c->trusted_mail);
	}
	fine = fine && tool_run(t, &batch, "writing down the communities");
	batch_release(&batch);
	return (fine);
}

/* How long things are kept, for the steward and for the page that tells. */
static bool
retention_kept(struct tool *t)
{
	struct batch batch;
	const char  *name;
	bool	     fine;
	size_t	     i;

	batch_init(&batch);
	for (i = 0; (name = settings_name(i)) != NULL; i++)
		if (strncmp(name, "keep_", 5) == 0)
			sql_tool_retention(&batch, name,
			    settings_number(t->settings, name));
	fine = tool_run(t, &batch, "writing down how long things are kept");
	batch_release(&batch);
	return (fine);
}

/* The second value of a line of towns is its country. */
static bool
is_of(const char *line, const char *country)
{
	const char *tab = strchr(line, '\t');

	return (
	    tab != NULL && strncmp(tab + 1, country, 2) == 0 && tab[3] == '\t');
}

static bool
towns_sent(struct tool *t, FILE *towns, const char *country)
{
	struct batch batch;
	char	    *line = NULL, *lines;
	size_t	     size = 0, used;
	FILE	    *into = open_memstream(&lines, &used);
	bool	     fine;

	batch_init(&batch);
	while (into != NULL && getline(&line, &size, towns) != -1)
		if (is_of(line, country))
			fputs(line, into);
	if (into == NULL || fclose(into) != 0)
		abort();
	sql_tool_places_add(&batch, lines);
	fine = tool_run(t, &batch, "loading towns");
	batch_release(&batch);
	free(lines);
	free(line);
	return (fine);
}

static bool
country_loaded(struct tool *t, const char *country)
{
	struct batch batch;
	FILE	    *towns;
	bool	     fine;

	batch_init(&batch);
	sql_tool_places(&batch, country);
	fine = tool_run(t, &batch, "looking for towns");
	if (!fine || set_rows(batch_set(&batch, &SQL_tool_places)) > 0) {
		batch_release(&batch);
		return (fine);
	}
	batch_release(&batch);
	towns = fopen("build/towns.tsv", "re");
	if (towns == NULL) {
		tool_problem("build/towns.tsv is not there: run make.");
		return (false);
	}
	fine = towns_sent(t, towns, country);
	fclose(towns);
	return (fine);
}

static bool
towns_loaded(struct tool *t)
{
	const struct community *c;
	bool			fine = true;
	size_t			i;

	for (i = 0; fine && (c = settings_community(t->settings, i)) != NULL;
	     i++)
		fine = country_loaded(t, c->country);
	return (fine);
}

int
nocape_migrate(struct tool *t, int argc, char **argv)
{
	(void)argv;
	if (argc > 0)
		return (tool_problem("migrate takes no further words."));
	if (!tool_connect(t) || !tool_script(t, "sql/start.sql") ||
	    !locked(t) || !tool_scripts_once(t, "sql/migrations", false) ||
	    !release_made(t) || !communities_kept(t) || !retention_kept(t) ||
	    !towns_loaded(t) || !tool_sealed(t))
		return (1);
	printf("The database is at release %s.\n", NC_RELEASE);
	return (0);
}
