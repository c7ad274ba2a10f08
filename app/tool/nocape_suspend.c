/* Pauses anybody's account, coordinators' too: only the operator can that. */
#include <stdio.h>
#include <string.h>

#include "nocape.h"
#include "sql.h"

struct wish {
	const char *verdict; /* "add", "keep", "lift", "list" */
	const char *address;
	const char *reason;
	const char *next_step;
	const char *until;
	const char *community;
};

static const char usage[] =
    "use it like this: nocape suspend add ADDRESS --reason WORDS "
    "--next WORDS [--until 2026-11-30], nocape suspend keep ADDRESS "
    "--reason WORDS (after an answer), nocape suspend lift ADDRESS "
    "[--reason WORDS], or nocape suspend list; with [--community KEY]";

static bool
option(struct wish *w, const char *name, const char *value)
{
	if (strcmp(name, "--reason") == 0)
		w->reason = value;
	else if (strcmp(name, "--next") == 0)
		w->next_step = value;
	else if (strcmp(name, "--until") == 0)
		w->until = value;
	else if (strcmp(name, "--community") == 0)
		w->community = value;
	else
		return (false);
	return (true);
}

static bool
wish_read(struct wish *w, int argc, char **argv)
{
	int i;

	if (argc < 1)
		return (false);
	w->verdict = argv[0];
	i = strcmp(w->verdict, "list") == 0 ? 1 : 2;
	if (i == 2 && argc >= 2)
		w->address = argv[1];
	for (; i + 1 < argc; i += 2)
		if (!option(w, argv[i], argv[i + 1]))
			return (false);
	if (i != argc)
		return (false);
	if (strcmp(w->verdict, "add") == 0)
		return (w->reason != NULL && w->next_step != NULL);
	if (strcmp(w->verdict, "keep") == 0)
		return (w->reason != NULL && *w->reason != '\0');
	return (
	    strcmp(w->verdict, "lift") == 0 || strcmp(w->verdict, "list") == 0);
}

static int
said(const struct wish *w, const char *answer)
{
	if (answer == NULL || strcmp(answer, "absent") == 0)
		return (tool_problem("nobody in \"%s\" has the address %s.",
		    w->community, w->address));
	if (strcmp(answer, "lost") == 0)
		printf("Nothing to do: see `nocape suspend list`.\n");
	else if (strcmp(answer, "lifted") == 0)
		printf("%s can come in again, and gets a mail.\n", w->address);
	else if (strcmp(answer, "kept") == 0)
		printf("%s stays paused, and gets a mail.\n", w->address);
	else
		printf("%s is paused, and gets a mail.\n", w->address);
	return (0);
}

static int
listed(const struct set *s)
{
	size_t i;

	for (i = 0; i < set_rows(s); i++)
		printf("%s <%s>, %s, back on: %s%s%s%s\n",
		    set_get(s, i, "name"), set_get(s, i, "address"),
		    set_get(s, i, "state"), set_get(s, i, "back_on"),
		    *set_get(s, i, "operator") == 't' ? ", by the operator"
						      : "",
		    *set_get(s, i, "answer") == '\0' ? "" : "\n  says: ",
		    set_get(s, i, "answer"));
	return (0);
}

int
nocape_suspend(struct tool *t, int argc, char **argv)
{
	struct batch batch;
	struct wish  w = { .community = settings_at(t->settings, NULL)->key };
	int	     end = 1;

	if (!wish_read(&w, argc, argv))
		return (tool_problem("%s", usage));
	if (!tool_connect(t))
		return (1);
	batch_init(&batch);
	if (w.address == NULL)
		sql_tool_suspended(&batch, w.community);
	else
		sql_tool_suspend(&batch, w.community, w.address,
		    strcmp(w.verdict, "add") == 0 ? "suspend" : w.verdict,
		    w.reason == NULL ? "" : w.reason, w.next_step, w.until);
	if (tool_run(t, &batch, "pausing") && w.address == NULL)
		end = listed(batch_set(&batch, &SQL_tool_suspended));
	else if (batch_set(&batch, &SQL_tool_suspend) != NULL)
		end = said(&w,
		    set_get(batch_set(&batch, &SQL_tool_suspend), 0, "answer"));
	batch_release(&batch);
	return (end);
}
