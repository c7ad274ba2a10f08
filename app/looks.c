/* Who looked at whose contact details, and a coordinator's own look. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

static void
listed(struct visit *v)
{
	const struct set *list = visit_set(v, &SQL_looks_list);
	size_t		  n = set_rows(list);

	if (n > 0 && strcmp(set_get(list, 0, "more"), "t") == 0)
		view_value(v->view, "after", set_get(list, n - 1, "ref"));
	reply_page(v, &PAGE_looks_list);
}

void
looks_list(struct visit *v)
{
	sql_looks_list(v->ask, visit_query(v, "after"));
	ask(v, listed);
}

void
looks_person(struct visit *v)
{
	sql_looks_person(v->ask, visit_path(v, "ref"));
	deed(v, "/desk/people/%s#who");
}

void
looks_group(struct visit *v)
{
	sql_looks_group(v->ask, visit_path(v, "ref"));
	deed(v, "/desk/groups/%s#what");
}
