/* Loads the made-up community of sql/demo/, once. */
#include <stdio.h>
#include <stdlib.h>

#include "core/vault.h"
#include "nocape.h"
#include "sql.h"

/* The phone of all coordinators there: whoever walks through the demo is
 * shown its codes. */
static const char phone[] = "NOCAPENEIGHBOURSWITHASKILLNOCAPE";

static bool
seeded(struct tool *t, const struct set *set, size_t row)
{
	struct batch batch;
	char	    *sealed;
	bool	     fine;

	sealed = vault_seal("totps.seed", set_get(set, row, "vault"), phone);
	if (sealed == NULL) {
		tool_problem("sealing: %s", vault_problem());
		return (false);
	}
	batch_init(&batch);
	sql_tool_seed(&batch, strtoll(set_get(set, row, "person_id"), NULL, 10),
	    sealed);
	fine = tool_run(t, &batch, "giving coordinators a phone");
	batch_release(&batch);
	free(sealed);
	return (fine);
}

static bool
phones(struct tool *t)
{
	const struct set *set;
	struct batch	  batch;
	size_t		  i;
	bool		  fine;

	batch_init(&batch);
	sql_tool_seedless(&batch);
	fine = tool_run(t, &batch, "looking for coordinators");
	set = fine ? batch_set(&batch, &SQL_tool_seedless) : NULL;
	for (i = 0; fine && i < set_rows(set); i++)
		fine = seeded(t, set, i);
	batch_release(&batch);
	return (fine);
}

int
nocape_demo(struct tool *t, int argc, char **argv)
{
	(void)argv;
	if (argc > 0)
		return (tool_problem("demo takes no further words."));
	if (!settings_on(t->settings, "demo"))
		return (tool_problem("%s: \"demo\" is off, so the made-up "
				     "community is not loaded.",
		    t->path));
	if (!tool_connect(t) || !tool_scripts_once(t, "sql/demo", true) ||
	    !tool_sealed(t) || !phones(t))
		return (1);
	printf("The made-up community is there.\n");
	return (0);
}
