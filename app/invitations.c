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
	const struct set *me = visit_set(v, &SQL_tasks_rank_me);
	const struct set *task = visit_set(v, &SQL_tasks_show_rank);

	if (set_rows(visit_set(v, &SQL_invitations_show)) == 0) {
		reply_absent(v);
		return;
	}
	if (set_rows(me) > 0 && set_rows(task) > 0)
		view_take(v->view, "fit", ranking_fit(v, me, task));
	reply_page(v, &PAGE_invitations_show);
}

void
invitations_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_invitations_show(v->ask, ref);
	sql_tasks_show(v->ask, ref);
	sql_tasks_show_story(v->ask, ref);
	sql_tasks_show_hours(v->ask, ref);
	sql_tasks_show_skills(v->ask, ref);
	sql_tasks_show_languages(v->ask, ref);
	sql_tasks_rank_me(v->ask);
	sql_tasks_show_rank(v->ask, ref);
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
