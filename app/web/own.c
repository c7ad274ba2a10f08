/* The machine's own pages, for whoever watches over it. */
#include "own.h"
#include "visit.h"

static void
fine(struct visit *v)
{
	reply_body(v, "text/plain; charset=utf-8", NULL, "ok\n", 3);
}

void
own_live(struct visit *v)
{
	fine(v);
}

void
own_ready(struct visit *v)
{
	ask(v, fine);
}
