/* The second step: a code from a phone, or a recovery code. */
#include <stdlib.h>
#include <string.h>

#include "core/totp.h"
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

const struct form factors_enter_form = { "factors_enter",
	(const struct field[]){ { .name = "code",
				    .kind = FIELD_LINE,
				    .max = 20,
				    .unkept = true,
				    .missing = SAY_factors_code_missing },
	    { .name = "next",
		.kind = FIELD_LINE,
		.max = 300,
		.optional = true },
	    { 0 } } };

const struct form factors_recover_form = { "factors_recover",
	(const struct field[]){ { .name = "code",
				    .kind = FIELD_LINE,
				    .max = 40,
				    .unkept = true,
				    .missing = SAY_recovery_codes_missing },
	    { .name = "next",
		.kind = FIELD_LINE,
		.max = 300,
		.optional = true },
	    { 0 } } };

static int64_t
number(const struct set *set, const char *column)
{
	const char *value = set_get(set, 0, column);

	return (value == NULL ? 0 : strtoll(value, NULL, 10));
}

static bool
said(const struct set *set, const char *column)
{
	const char *value = set_get(set, 0, column);

	return (value != NULL && *value == 't');
}

/* In the demo nobody has the phone: the page shows what it would show, the
 * first that was not used yet. */
static void
demonstrated(struct visit *v, const struct set *set)
{
	const char *seed;
	char	    code[TOTP_CODE];
	int64_t	    half = number(set, "at") / 30;

	if (strcmp(visit_setting("demo"), "on") != 0 ||
	    (seed = visit_unseal(v, set_get(set, 0, "phone"))) == NULL)
		return;
	half += number(set, "phone_step") >= half ? 1 : 0;
	if (*seed != '\0' && totp_code(code, seed, half))
		view_value(v->view, "demo_code", code);
}

/* Whoever has no second step yet sets one up, or needs none. */
static bool
there(struct visit *v, const struct set *set)
{
	const char *next = visit_next(v);

	view_value(v->view, "next", next);
	if (said(set, "there"))
		return (true);
	if (said(set, "needed"))
		reply_via(v, "/me/second-factor", next);
	else
		reply_to(v, "%s", *next == '\0' ? "/me" : next);
	return (false);
}

static void
asked(struct visit *v)
{
	const struct set *set = visit_set(v, &SQL_factors_show);

	if (!there(v, set))
		return;
	demonstrated(v, set);
	passkeys_offer(v, "/second-factor/passkey",
	    set_get(visit_set(v, &SQL_passkeys_ask), 0, "at"));
	reply_page(v, &PAGE_factors_show);
}

void
factors_show(struct visit *v)
{
	sql_factors_show(v->ask);
	sql_passkeys_ask(v->ask);
	ask(v, asked);
}

/* Which half minute the code is of; 0 when it is of none that is near. */
static void
tried(struct visit *v)
{
	const struct set *set = visit_set(v, &SQL_factors_try);
	const char	 *seed, *compared = set_get(set, 0, "seed");
	int64_t		  half = 0;

	if (compared != NULL && (seed = visit_unseal(v, compared)) != NULL)
		half = totp_step(seed, visit_copied(v, "code"),
		    number(set, "at"), number(set, "used"));
	if (half == 0) {
		again(v, "code", SAY_factors_code_wrong);
		return;
	}
	sql_factors_enter(v->ask, half, compared, visit_login_new(v),
	    visit_next(v));
	deed(v, "%s");
}

/* The try is counted in a transaction of its own, as when signing in. */
void
factors_enter(struct visit *v)
{
	sql_factors_try(v->ask, "on");
	ask(v, tried);
}

static void
lost(struct visit *v)
{
	if (there(v, visit_set(v, &SQL_factors_show)))
		reply_page(v, &PAGE_factors_lost);
}

void
factors_lost(struct visit *v)
{
	sql_factors_show(v->ask);
	ask(v, lost);
}

static void
recovering(struct visit *v)
{
	sql_factors_recover(v->ask, visit_copied(v, "code"), visit_login_new(v),
	    visit_next(v));
	deed(v, "%s");
}

void
factors_recover(struct visit *v)
{
	sql_factors_try(v->ask, "on");
	ask(v, recovering);
}
