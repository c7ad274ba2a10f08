/* A match: one page for both sides, and what each does there. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form matches_agreement_form = { "matches_agreement",
	(const struct field[]){ { .name = "agree",
				    .kind = FIELD_TICK,
				    .missing = SAY_matches_agree_missing },
	    { .name = "declared",
		.kind = FIELD_TEXT,
		.max = 1000,
		.optional = true,
		.secrets = true },
	    { 0 } } };

const struct form matches_press_form = { "matches_press",
	(const struct field[]){ { 0 } } };

const struct form matches_confirmation_form = { "matches_confirmation",
	(const struct field[]){
	    { .name = "works",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "yes", "no", NULL },
		.missing = SAY_matches_works_missing },
	    { .name = "words",
		.kind = FIELD_TEXT,
		.max = 4000,
		.optional = true,
		.secrets = true },
	    { .name = "measure",
		.kind = FIELD_LINE,
		.max = 400,
		.optional = true,
		.secrets = true },
	    { 0 } } };

const struct form matches_release_form = { "matches_release",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .max = 1000,
				    .optional = true,
				    .secrets = true },
	    { 0 } } };

const struct form matches_words_form = { "matches_words",
	(const struct field[]){ { .name = "words",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_matches_words_missing,
				    .secrets = true },
	    { 0 } } };

static const char *
text(struct visit *v, const char *name)
{
	const char *value = visit_field(v, name);

	return (value == NULL ? "" : value);
}

/* Whether the match is there and seen from this side; NULL: any. */
static bool
seen(struct visit *v, const char *side)
{
	const struct set *match = visit_set(v, &SQL_matches_show);

	return (set_rows(match) > 0 &&
	    (side == NULL || strcmp(set_get(match, 0, "side"), side) == 0));
}

static void
shown(struct visit *v)
{
	if (seen(v, NULL))
		reply_page(v, &PAGE_matches_show);
	else
		reply_absent(v);
}

void
matches_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_matches_show(v->ask, ref);
	sql_matches_show_next(v->ask, ref);
	sql_matches_show_steps(v->ask, ref);
	sql_matches_show_team(v->ask, ref);
	sql_matches_show_contact(v->ask, ref);
	sql_matches_show_place(v->ask, ref);
	sql_matches_show_looks(v->ask, ref);
	sql_matches_show_times(v->ask, ref);
	sql_matches_show_pick(v->ask, ref);
	sql_matches_show_proposals(v->ask, ref);
	sql_matches_show_members(v->ask, ref);
	sql_matches_show_story(v->ask, ref);
	sql_matches_show_hours(v->ask, ref);
	sql_matches_show_messages(v->ask, ref);
	sql_matches_show_notes(v->ask, ref);
	sql_matches_show_handover(v->ask, ref);
	sql_matches_show_feedback(v->ask, ref);
	sql_matches_show_asked(v->ask, ref);
	sql_matches_show_wrong(v->ask, ref);
	ask(v, shown);
}

void
matches_agreement(struct visit *v)
{
	sql_matches_agreement(v->ask, visit_path(v, "ref"),
	    text(v, "declared"));
	deed(v, "/matches/%s");
}

void
matches_contact(struct visit *v)
{
	sql_matches_contact(v->ask, visit_path(v, "ref"));
	deed(v, "/matches/%s#contact");
}

void
matches_start(struct visit *v)
{
	sql_matches_start(v->ask, visit_path(v, "ref"));
	deed(v, "/matches/%s");
}

/* A form of one side, in the states in which its deed can be done. */
static void
offered(struct visit *v, const char *side, const char *states,
    const struct page *page)
{
	const struct set *match = visit_set(v, &SQL_matches_show);

	if (!seen(v, side))
		reply_absent(v);
	else if (!reply_unless(v, match, "state", states,
		     visit_print(v, "/matches/%s", visit_path(v, "ref"))))
		reply_page(v, page);
}

static void
confirming(struct visit *v)
{
	offered(v, "group", "handed_over", &PAGE_matches_confirm);
}

void
matches_confirm(struct visit *v)
{
	sql_matches_show(v->ask, visit_path(v, "ref"));
	sql_matches_show_handover(v->ask, visit_path(v, "ref"));
	sql_matches_confirm(v->ask, visit_path(v, "ref"));
	ask(v, confirming);
}

void
matches_confirmation(struct visit *v)
{
	sql_matches_confirmation(v->ask, visit_path(v, "ref"),
	    visit_field(v, "works"), text(v, "words"), text(v, "measure"));
	deed(v, "/matches/%s");
}

static void
leaving(struct visit *v)
{
	offered(v, "volunteer", "agreed scheduled working handed_over",
	    &PAGE_matches_leave);
}

void
matches_leave(struct visit *v)
{
	sql_matches_show(v->ask, visit_path(v, "ref"));
	ask(v, leaving);
}

void
matches_release(struct visit *v)
{
	sql_matches_release(v->ask, visit_path(v, "ref"), text(v, "reason"));
	deed(v, "/matches/%s");
}

static void
asking(struct visit *v)
{
	offered(v, "group", "agreed scheduled working handed_over",
	    &PAGE_matches_ask_other);
}

void
matches_ask_other(struct visit *v)
{
	sql_matches_show(v->ask, visit_path(v, "ref"));
	ask(v, asking);
}

void
matches_other(struct visit *v)
{
	sql_matches_other(v->ask, visit_path(v, "ref"), text(v, "words"));
	deed(v, "/matches/%s");
}

static void
telling(struct visit *v)
{
	offered(v, "group", "confirmed closed", &PAGE_matches_tell);
}

void
matches_tell(struct visit *v)
{
	sql_matches_show(v->ask, visit_path(v, "ref"));
	ask(v, telling);
}

void
matches_wrong_again(struct visit *v)
{
	sql_matches_wrong_again(v->ask, visit_path(v, "ref"), text(v, "words"));
	deed(v, "/matches/%s");
}

void
matches_right_again(struct visit *v)
{
	sql_matches_right_again(v->ask, visit_path(v, "ref"));
	deed(v, "/matches/%s");
}
