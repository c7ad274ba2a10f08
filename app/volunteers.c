/* A volunteer's profile: how it begins, what it says, sent, and paused. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

/* All that a profile says of itself. */
static void
profile(struct visit *v)
{
	sql_volunteers_show(v->ask);
	sql_volunteers_show_skills(v->ask);
	sql_volunteers_show_languages(v->ask);
	sql_volunteers_show_hours(v->ask);
	sql_volunteers_show_credentials(v->ask);
}

static bool
is_draft(const struct set *mine)
{
	return (*set_get(mine, 0, "draft") == 't');
}

/* Whoever sent it sees it; everybody else sees how to begin or go on. */
static void
shown(struct visit *v)
{
	const struct set *mine = visit_set(v, &SQL_volunteers_show);

	if (set_rows(mine) > 0 && !is_draft(mine))
		reply_page(v, &PAGE_volunteers_show);
	else
		reply_page(v, &PAGE_volunteers_start);
}

void
volunteers_show(struct visit *v)
{
	profile(v);
	ask(v, shown);
}

void
volunteers_new(struct visit *v)
{
	sql_volunteers_new(v->ask);
	deed(v, "/volunteer/%s");
}

static bool
can_send(const struct set *mine)
{
	return (is_draft(mine) ||
	    strcmp(set_get(mine, 0, "state"), "declined") == 0);
}

/* Skipping ahead leads to what is still missing. */
static void
checked(struct visit *v)
{
	const struct set *mine = visit_set(v, &SQL_volunteers_show);

	if (set_rows(mine) == 0 || !can_send(mine))
		reply_to(v, "/volunteer");
	else if (set_rows(visit_set(v, &SQL_volunteers_show_skills)) == 0)
		reply_to(v, "/volunteer/skills");
	else
		reply_page(v, &PAGE_volunteers_check);
}

void
volunteers_check(struct visit *v)
{
	profile(v);
	ask(v, checked);
}

void
volunteers_send(struct visit *v)
{
	sql_volunteers_send(v->ask, visit_field(v, "agreed") != NULL);
	deed(v, "/volunteer");
}

void
volunteers_pause(struct visit *v)
{
	sql_volunteers_pause(v->ask, visit_field(v, "until"));
	deed(v, "/volunteer");
}

void
volunteers_resume(struct visit *v)
{
	sql_volunteers_resume(v->ask);
	deed(v, "/volunteer");
}
