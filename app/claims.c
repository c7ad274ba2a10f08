/* A volunteer raises a hand, and may take it back. */
#include <stddef.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

static const char *const seats[] = { "lead", "second", NULL };

const struct form claims_new_form = { "claims_new",
	(const struct field[]){ { .name = "seat",
				    .kind = FIELD_CHOICE,
				    .choices = seats,
				    .missing = SAY_claims_seat_missing },
	    { .name = "words",
		.kind = FIELD_TEXT,
		.max = 1000,
		.optional = true,
		.secrets = true },
	    { .name = "read",
		.kind = FIELD_TICK,
		.missing = SAY_claims_read_missing },
	    { 0 } } };

const struct form claims_withdraw_form = { "claims_withdraw",
	(const struct field[]){ { 0 } } };

void
claims_new(struct visit *v)
{
	sql_claims_new(v->ask, visit_path(v, "ref"), visit_field(v, "seat"),
	    visit_field(v, "words"), visit_field(v, "read") != NULL);
	deed(v, "%s");
}

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_claims_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_claims_show);
}

void
claims_show(struct visit *v)
{
	sql_claims_show(v->ask, visit_path(v, "ref"));
	sql_claims_show_others(v->ask, visit_path(v, "ref"));
	ask(v, shown);
}

void
claims_withdraw(struct visit *v)
{
	sql_claims_withdraw(v->ask, visit_path(v, "ref"));
	deed(v, "/claims/%s");
}
