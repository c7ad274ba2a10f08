/* Who looks after safeguarding, and links to what went past the desk. */
#include <stdio.h>
#include <string.h>

#include "nocape.h"
#include "sql.h"

struct wish {
	const char *verdict;
	const char *subject; /* an address, or a reference */
	const char *community;
};

/* VERDICT [SUBJECT] [--community KEY]; the verdict is one of the words. */
static bool
wish_read(struct wish *w, int argc, char **argv, const char *const *words)
{
	size_t i;

	if (argc >= 2 && strcmp(argv[argc - 2], "--community") == 0) {
		w->community = argv[argc - 1];
		argc -= 2;
	}
	if (argc < 1 || argc > 2)
		return (false);
	w->verdict = argv[0];
	w->subject = argc == 2 ? argv[1] : NULL;
	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], w->verdict) == 0)
			return ((strcmp(w->verdict, "list") == 0) ==
			    (w->subject == NULL));
	return (false);
}

static void
listed(const struct set *s)
{
	size_t i;

	for (i = 0; i < set_rows(s); i++)
		printf("%s <%s>\n", set_get(s, i, "name"),
		    set_get(s, i, "address"));
	if (set_rows(s) == 0)
		printf("Nobody looks after safeguarding yet.\n");
}

static int
said(const struct wish *w, const char *answer, const char *done)
{
	if (answer == NULL || strcmp(answer, "absent") == 0)
		return (tool_problem("there is no %s in \"%s\".", w->subject,
		    w->community));
	if (strcmp(answer, "lost") == 0)
		printf("Nothing to do for %s.\n", w->subject);
	else
		printf("%s: %s.\n", w->subject, done);
	return (0);
}

int
nocape_safeguarding(struct tool *t, int argc, char **argv)
{
	static const char *const words[] = { "add", "remove", "list", NULL };
	struct wish  w = { NULL, NULL, settings_at(t->settings, NULL)->key };
	struct batch batch;
	const struct set *s;
	int		  end = 1;

	if (!wish_read(&w, argc, argv, words))
		return (tool_problem("use it like this: nocape safeguarding "
				     "add|remove ADDRESS, or list; with "
				     "[--community KEY]"));
	if (!tool_connect(t))
		return (1);
	batch_init(&batch);
	if (w.subject != NULL)
		sql_tool_safeguarding(&batch, w.community, w.subject,
		    w.verdict);
	sql_tool_safeguarders(&batch, w.community);
	if (tool_run(t, &batch, "safeguarding")) {
		s = batch_set(&batch, &SQL_tool_safeguarding);
		end = s == NULL ? 0
				: said(&w, set_get(s, 0, "answer"), w.verdict);
		listed(batch_set(&batch, &SQL_tool_safeguarders));
	}
	batch_release(&batch);
	return (end);
}

int
nocape_reports(struct tool *t, int argc, char **argv)
{
	static const char *const words[] = { "send", "revoke", NULL };
	struct wish  w = { NULL, NULL, settings_at(t->settings, NULL)->key };
	struct batch batch;
	int	     end = 1;

	if (!wish_read(&w, argc, argv, words))
		return (tool_problem("use it like this: nocape reports "
				     "send|revoke REFERENCE "
				     "[--community KEY]"));
	if (!tool_connect(t))
		return (1);
	batch_init(&batch);
	sql_tool_reports(&batch, w.community, w.subject, w.verdict);
	if (tool_run(t, &batch, "the link of a report"))
		end = said(&w,
		    set_get(batch_set(&batch, &SQL_tool_reports), 0, "answer"),
		    strcmp(w.verdict, "send") == 0
			? "a new link is on its way, the one before is dead"
			: "its link is dead");
	batch_release(&batch);
	return (end);
}
