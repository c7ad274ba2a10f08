/* Makes and unmakes coordinators: the one thing no page can do. */
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
	return (argc >= 2 && i == argc &&
	    (strcmp(argv[0], "add") == 0 ||
		(strcmp(argv[0], "remove") == 0 && w->name == NULL)));
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
		printf("%s is now a coordinator of %s, signs in with a mailed "
		       "link, and is asked to set up a second step.\n",
		    w->address, w->community);
	return (0);
}

static int
removed(const struct wish *w, const struct set *s)
{
	if (strcmp(set_get(s, 0, "community"), "t") != 0)
		return (tool_problem("there is no community \"%s\".",
		    w->community));
	if (strcmp(set_get(s, 0, "removed"), "t") != 0)
		return (tool_problem("%s is no coordinator of %s.", w->address,
		    w->community));
	printf("%s is no coordinator of %s any more.\n", w->address,
	    w->community);
	if (strcmp(set_get(s, 0, "left_"), "0") == 0)
		printf("Nobody runs %s now: nocape coordinator add ADDRESS\n",
		    w->community);
	return (0);
}

static int
listed(struct tool *t)
{
	struct batch	  batch;
	const struct set *s;
	size_t		  i;
	int		  end = 1;

	if (!tool_connect(t))
		return (1);
	batch_init(&batch);
	sql_tool_coordinator_list(&batch);
	if (tool_run(t, &batch, "listing the coordinators")) {
		s = batch_set(&batch, &SQL_tool_coordinator_list);
		for (i = 0; i < set_rows(s); i++)
			printf("%s\t%s\t%s\tsince %s\n", set_get(s, i, "key"),
			    set_get(s, i, "address"), set_get(s, i, "name"),
			    set_get(s, i, "since"));
		end = 0;
	}
	batch_release(&batch);
	return (end);
}

static int
run(struct tool *t, const struct wish *w, bool add)
{
	struct batch batch;
	int	     end = 1;

	if (!tool_connect(t))
		return (1);
	batch_init(&batch);
	if (add)
		sql_tool_coordinator(&batch, w->community, w->address,
		    w->name != NULL ? w->name : "Coordinator");
	else
		sql_tool_coordinator_remove(&batch, w->community, w->address);
	sql_tool_coordinator_factor(&batch, w->community, w->address);
	if (tool_run(t, &batch, "changing the coordinators"))
		end = add
		    ? said(w, batch_set(&batch, &SQL_tool_coordinator))
		    : removed(w,
			  batch_set(&batch, &SQL_tool_coordinator_remove));
	batch_release(&batch);
	return (end);
}

int
nocape_coordinator(struct tool *t, int argc, char **argv)
{
	struct wish w = { NULL, NULL, settings_at(t->settings, NULL)->key };

	if (argc == 1 && strcmp(argv[0], "list") == 0)
		return (listed(t));
	if (!wish_read(&w, argc, argv))
		return (
		    tool_problem("use it like this: nocape coordinator "
				 "add ADDRESS [--name NAME] [--community KEY], "
				 "remove ADDRESS [--community KEY], or list"));
	w.address = argv[1];
	if (!address_like(w.address))
		return (
		    tool_problem("\"%s\" is not a mail address.", w.address));
	return (run(t, &w, strcmp(argv[0], "add") == 0));
}
