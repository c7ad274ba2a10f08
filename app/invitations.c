/* A coordinator asked; a volunteer says yes or no. */
#include <stddef.h>

#include "nouns.h"
#include "pages.h"
#include "ranking.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

const struct form invitations_accept_form = { "invitations_accept",
	(const struct field[]){ { 0 } } };

const struct form invitations_decline_form = { "invitations_decline",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .max = 1000,
				    .optional = true,
				    .secrets = true },
	    { 0 } } };

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_invitations_show)) == 0)
		reply_absent(v);
	else
		ranking_reply(v, &PAGE_invitations_show);
}

void
invitations_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_invitations_show(v->ask, ref);
	ranking_ask(v, ref);
	ask(v, shown);
}

void
invitations_accept(struct visit *v)
{
	sql_invitations_accept(v->ask, visit_path(v, "ref"));
	deed(v, "%s");
}

void
invitations_decline(struct visit *v)
{
	sql_invitations_decline(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"));
	deed(v, "/invitations/%s");
}
