/* Loads the made-up community of sql/demo/, once. */
#include <stdio.h>

#include "nocape.h"

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
	    !tool_sealed(t))
		return (1);
	printf("The made-up community is there.\n");
	return (0);
}
