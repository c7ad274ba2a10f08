/* Counts what the table of limits says, before a deed. */
#include <string.h>

#include "limit.h"
#include "machine.h"
#include "sql.h"

static const struct limit *
limit_of(const char *path)
{
	const struct limit *l;
	size_t		    n;

	for (l = LIMITS; l->path != NULL; l++) {
		n = strlen(l->path);
		if (l->path[n - 1] == '/' ? strncmp(l->path, path, n) == 0
					  : strcmp(l->path, path) == 0)
			return (l);
	}
	return (NULL);
}

static void
counted(struct visit *v)
{
	v->route->first(v);
}

/* Too many: the statement raises, and the machine says when. */
void
limit_first(struct visit *v)
{
	const struct limit *l = NULL;
	const char	   *on = visit_setting("limits");

	if (v->machine->method == POST &&
	    (on == NULL || strcmp(on, "off") != 0))
		l = limit_of(v->route->path);
	if (l == NULL || l->what == NULL) {
		v->route->first(v);
		return;
	}
	sql_visits_limit(v->ask, l->what, visit_client(v), l->most, l->seconds);
	ask(v, counted);
}
