/* Who looked at whose contact details, and a coordinator's own look. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

static void
listed(struct visit *v)
{
	visit_more(v, &SQL_looks_list, "after", "ref");
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
