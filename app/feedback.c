/* How it went, told by either side once. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form feedback_new_form = { "feedback_new",
	(const struct field[]){ { .name = "worked",
				    .kind = FIELD_CHOICE,
				    .choices = (const char *const[]){ "yes",
					"partly", "no", "unknown", NULL },
				    .missing = SAY_feedback_worked_missing },
	    { .name = "respected",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "yes", "partly", "no", NULL },
		.missing = SAY_feedback_respected_missing },
	    { .name = "again",
		.kind = FIELD_CHOICE,
		.choices =
		    (const char *const[]){ "yes", "no", "unknown", NULL },
		.missing = SAY_feedback_again_missing },
	    { .name = "hours",
		.kind = FIELD_HOURS,
		.max = 6000,
		.missing = SAY_feedback_hours_missing,
		.wrong = SAY_feedback_hours_wrong },
	    { .name = "words",
		.kind = FIELD_TEXT,
		.max = 2000,
		.optional = true,
		.secrets = true },
	    { 0 } } };

static void
written(struct visit *v)
{
	const struct set *match = visit_set(v, &SQL_matches_show);

	if (set_rows(match) == 0 ||
	    strcmp(set_get(match, 0, "side"), "desk") == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_feedback_write);
}

void
feedback_write(struct visit *v)
{
	sql_matches_show(v->ask, visit_path(v, "ref"));
	sql_matches_show_asked(v->ask, visit_path(v, "ref"));
	ask(v, written);
}

void
feedback_new(struct visit *v)
{
	const char *words = visit_field(v, "words");

	sql_feedback_new(v->ask, visit_path(v, "ref"), visit_field(v, "worked"),
	    visit_field(v, "respected"), visit_field(v, "again"),
	    strtol(visit_field(v, "hours"), NULL, 10),
	    words == NULL ? "" : words);
	deed(v, "/matches/%s");
}
