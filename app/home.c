/* The front door: what this is, how we work, what we keep. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

static void
shown(struct visit *v)
{
	reply_page(v, &PAGE_home_show);
}

void
home_show(struct visit *v)
{
	sql_home_show(v->ask);
	sql_home_show_tasks(v->ask);
	sql_home_how(v->ask);
	ask(v, shown);
}

static void
told(struct visit *v)
{
	reply_page(v, &PAGE_home_how);
}

void
home_how(struct visit *v)
{
	sql_home_how(v->ask);
	ask(v, told);
}

static void
explained(struct visit *v)
{
	reply_page(v, &PAGE_home_about);
}

void
home_about(struct visit *v)
{
	ask(v, explained);
}
