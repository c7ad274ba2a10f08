/* Proving once more who one is, before something that must be safe. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

#define NEXT                                                    \
	{                                                       \
		.name = "next", .kind = FIELD_LINE, .max = 300, \
		.optional = true                                \
	}

const struct form proofs_password_form = { "proofs_password",
	(const struct field[]){ { .name = "password",
				    .kind = FIELD_PASSWORD,
				    .min = 1,
				    .max = 1024,
				    .missing = SAY_sign_ins_password_missing },
	    NEXT, { 0 } } };

const struct form proofs_new_form = { "proofs_new",
	(const struct field[]){ NEXT, { 0 } } };

/* Who has a second step takes that; what is asked there is the same. */
static void
shown(struct visit *v)
{
	const char *there;

	there = set_get(visit_set(v, &SQL_proofs_show), 0, "there");
	if (there != NULL && *there == 't') {
		reply_via(v, "/second-factor", visit_next(v));
		return;
	}
	view_value(v->view, "next", visit_next(v));
	reply_page(v, &PAGE_proofs_show);
}

void
proofs_show(struct visit *v)
{
	sql_proofs_show(v->ask);
	ask(v, shown);
}

static void
compared(struct visit *v)
{
	const char *hash;

	hash = set_get(visit_set(v, &SQL_proofs_seen), 0, "hash");
	if (strcmp(visit_worked(v), "yes") != 0) {
		again(v, "password", SAY_proofs_password_wrong);
		return;
	}
	sql_proofs_password(v->ask, hash, visit_login_new(v), visit_next(v));
	deed(v, "%s");
}

static void
seen(struct visit *v)
{
	const char *hash;

	hash = set_get(visit_set(v, &SQL_proofs_seen), 0, "hash");
	work_password(v, visit_field(v, "password"), hash, compared);
}

void
proofs_password(struct visit *v)
{
	sql_proofs_seen(v->ask);
	ask(v, seen);
}

void
proofs_new(struct visit *v)
{
	sql_proofs_new(v->ask, visit_browser(v), visit_next(v));
	deed(v, "/confirm/%s");
}

static void
awaited(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_mailed_codes_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_proofs_code);
}

void
proofs_code(struct visit *v)
{
	sql_mailed_codes_show(v->ask, "proof", visit_path(v, "ref"),
	    visit_browser(v));
	ask(v, awaited);
}

static void
tried(struct visit *v)
{
	if (!mailed_code_fits(v, visit_set(v, &SQL_mailed_codes_try)))
		return;
	sql_proofs_enter(v->ask, visit_path(v, "ref"), visit_copied(v, "code"),
	    visit_browser(v), visit_login_new(v));
	deed(v, "%s");
}

/* Counted in a transaction of its own, as when signing in. */
void
proofs_enter(struct visit *v)
{
	sql_mailed_codes_try(v->ask, "proof", visit_path(v, "ref"),
	    visit_copied(v, "code"), visit_browser(v));
	ask(v, tried);
}
