/* A task as a coordinator matches it: who waits, who suits, who was asked. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

static const char *const seats[] = { "lead", "second", NULL };

const struct form desk_invite_form = { "desk_invite",
	(const struct field[]){ { .name = "seat",
				    .kind = FIELD_CHOICE,
				    .choices = seats,
				    .missing = SAY_desk_seat_missing },
	    { .name = "words",
		.kind = FIELD_TEXT,
		.max = 1000,
		.optional = true,
		.secrets = true },
	    { 0 } } };

const struct form desk_claim_form = { "desk_claim",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 1000,
				    .missing = SAY_claims_decline_missing },
	    { 0 } } };

const struct form desk_release_form = { "desk_release",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 1000,
				    .missing = SAY_desk_release_missing },
	    { 0 } } };

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_desk_tasks_show)) == 0) {
		reply_absent(v);
		return;
	}
	desk_ranking(v);
	reply_page(v, &PAGE_desk_tasks_show);
}

void
desk_tasks_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_desk_tasks_show(v->ask, ref);
	sql_desk_tasks_show_skills(v->ask, ref);
	sql_desk_tasks_show_claims(v->ask, ref);
	sql_desk_tasks_show_invitations(v->ask, ref);
	sql_desk_tasks_show_matches(v->ask, ref);
	sql_desk_tasks_show_wanted(v->ask, ref);
	sql_desk_tasks_show_candidates(v->ask, ref);
	ask(v, shown);
}

/* The one seat that is free is the one that is meant. */
static void
inviting(struct visit *v)
{
	const struct set *asked = visit_set(v, &SQL_desk_tasks_asking);

	if (set_rows(asked) == 0) {
		reply_absent(v);
		return;
	}
	if (view_typed(v->view, "seat", 0) == NULL)
		view_typed_add(v->view, "seat",
		    set_get(asked, 0, "lead_free") != NULL ? "lead" : "second");
	reply_page(v, &PAGE_desk_tasks_invite);
}

void
desk_tasks_inviting(struct visit *v)
{
	sql_desk_tasks_asking(v->ask, visit_path(v, "ref"),
	    visit_path(v, "person"));
	ask(v, inviting);
}

void
desk_tasks_invite(struct visit *v)
{
	sql_desk_tasks_invite(v->ask, visit_path(v, "ref"),
	    visit_path(v, "person"), visit_field(v, "seat"),
	    visit_field(v, "words"));
	deed(v, "/desk/tasks/%s");
}

void
desk_tasks_uninvite(struct visit *v)
{
	sql_desk_tasks_uninvite(v->ask, visit_path(v, "invitation"));
	deed(v, "/desk/tasks/%s");
}

void
desk_tasks_approve(struct visit *v)
{
	sql_desk_tasks_approve(v->ask, visit_path(v, "claim"));
	deed(v, "/desk/tasks/%s");
}

static void
refusing(struct visit *v)
{
	const struct set *claim = visit_set(v, &SQL_desk_tasks_claim);

	if (set_rows(claim) == 0)
		reply_absent(v);
	else if (strcmp(set_get(claim, 0, "state"), "waiting") != 0)
		reply_to(v, "/desk/tasks/%s", set_get(claim, 0, "task_ref"));
	else
		reply_page(v, &PAGE_desk_tasks_refuse);
}

void
desk_tasks_refusing(struct visit *v)
{
	sql_desk_tasks_claim(v->ask, visit_path(v, "ref"));
	ask(v, refusing);
}

void
desk_tasks_refuse(struct visit *v)
{
	sql_desk_tasks_refuse(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"));
	deed(v, "/desk/tasks/%s");
}

static void
releasing(struct visit *v)
{
	const struct set *match = visit_set(v, &SQL_desk_tasks_match);

	if (set_rows(match) == 0)
		reply_absent(v);
	else if (strcmp(set_get(match, 0, "can_release"), "t") != 0)
		reply_to(v, "/desk/tasks/%s", set_get(match, 0, "task_ref"));
	else
		reply_page(v, &PAGE_desk_tasks_release);
}

void
desk_tasks_releasing(struct visit *v)
{
	sql_desk_tasks_match(v->ask, visit_path(v, "ref"));
	ask(v, releasing);
}

void
desk_tasks_release(struct visit *v)
{
	sql_desk_tasks_release(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"));
	deed(v, "/desk/tasks/%s");
}
