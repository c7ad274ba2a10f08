/* Makes somebody a coordinator: the one thing no page can do. */
#include <stdio.h>
#include <string.h>

#include "nocape.h"
#include "sql.h"

struct wish {
	const char *address;
	const char *name;
	const char *community;
};

static bool
wish_read(struct wish *w, int argc, char **argv)
{
	int i;

	for (i = 2; i + 1 < argc; i += 2)
		if (strcmp(argv[i], "--name") == 0)
			w->name = argv[i + 1];
		else if (strcmp(argv[i], "--community") == 0)
			w->community = argv[i + 1];
		else
			return (false);
	return (argc >= 2 && i == argc && strcmp(argv[0], "add") == 0);
}

static bool
address_like(const char *a)
{
	const char *at = strchr(a, '@');

	return (at != NULL && at != a && strlen(a) <= 254 &&
	    strpbrk(a, " \t<>,;\"") == NULL && strchr(at + 1, '@') == NULL &&
	    strchr(at, '.') != NULL);
}

static int
said(const struct wish *w, const struct set *s)
{
	if (strcmp(set_get(s, 0, "community"), "t") != 0)
		return (tool_problem("there is no community \"%s\".",
		    w->community));
	if (strcmp(set_get(s, 0, "added"), "t") != 0)
		printf("%s is a coordinator of %s already.\n", w->address,
		    w->community);
	else
		printf("%s is now a coordinator of %s, and signs in with a "
		       "mailed link.\n",
		    w->address, w->community);
	return (0);
}

int
nocape_coordinator(struct tool *t, int argc, char **argv)
{
	struct batch batch;
	struct wish  w = { NULL, "Coordinator",
		 settings_at(t->settings, NULL)->key };
	int	     end = 1;

	if (!wish_read(&w, argc, argv))
		return (tool_problem(
		    "use it like this: nocape coordinator "
		    "add ADDRESS [--name NAME] [--community KEY]"));
	w.address = argv[1];
	if (!address_like(w.address))
		return (
		    tool_problem("\"%s\" is not a mail address.", w.address));
	if (!tool_connect(t))
		return (1);
	batch_init(&batch);
	sql_tool_coordinator(&batch, w.community, w.address, w.name);
	if (tool_run(t, &batch, "adding the coordinator"))
		end = said(&w, batch_set(&batch, &SQL_tool_coordinator));
	batch_release(&batch);
	return (end);
}
