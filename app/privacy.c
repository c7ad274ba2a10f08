/* What we keep about whom, as the schema itself tells it. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

static void
shown(struct visit *v)
{
	reply_page(v, &PAGE_privacy_show);
}

void
privacy_show(struct visit *v)
{
	sql_privacy_show(v->ask);
	ask(v, shown);
}
