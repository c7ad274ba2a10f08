/* "Erase me": told first, then sure, then done. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form erasures_new_form = { "erasures_new",
	(const struct field[]){ { .name = "sure",
				    .kind = FIELD_TICK,
				    .missing = SAY_erasures_sure_missing },
	    { 0 } } };

static void
shown(struct visit *v)
{
	reply_page(v, &PAGE_erasures_show);
}

void
erasures_show(struct visit *v)
{
	sql_erasures_show(v->ask);
	sql_erasures_show_groups(v->ask);
	sql_erasures_show_told(v->ask);
	ask(v, shown);
}

static void
sure(struct visit *v)
{
	reply_page(v, &PAGE_erasures_sure);
}

void
erasures_sure(struct visit *v)
{
	ask(v, sure);
}

void
erasures_new(struct visit *v)
{
	sql_erasures_new(v->ask, visit_browser(v));
	deed(v, "/");
}
