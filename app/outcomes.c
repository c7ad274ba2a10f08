/* What came of it, in figures that anybody may read. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

static void
counted(struct visit *v)
{
	reply_page(v, &PAGE_outcomes_show);
}

void
outcomes_show(struct visit *v)
{
	sql_outcomes_show(v->ask);
	sql_outcomes_show_months(v->ask);
	sql_outcomes_show_kinds(v->ask);
	ask(v, counted);
}
