/* My help: what waits for me, what I raised a hand for, where I help. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

static void
shown(struct visit *v)
{
	reply_page(v, &PAGE_help_show);
}

void
help_show(struct visit *v)
{
	sql_help_show(v->ask);
	sql_help_show_invitations(v->ask);
	sql_help_show_matches(v->ask);
	sql_help_show_claims(v->ask);
	sql_help_show_past(v->ask);
	ask(v, shown);
}
