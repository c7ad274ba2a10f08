/* One's own page: name, password, and where one is signed in. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

const struct form people_change_form = { "people_change",
	(const struct field[]){ { .name = "name",
				    .kind = FIELD_LINE,
				    .max = 80,
				    .missing = SAY_people_name_missing },
	    { .name = "phone",
		.kind = FIELD_PHONE,
		.max = 30,
		.optional = true },
	    { 0 } } };

const struct form people_password_form = { "people_password",
	(const struct field[]){ { .name = "password",
				    .kind = FIELD_PASSWORD,
				    .min = 8,
				    .max = 1024,
				    .missing = SAY_people_password_missing },
	    { 0 } } };

const struct form people_press_form = { "people_press",
	(const struct field[]){ { 0 } } };

static void
shown(struct visit *v)
{
	const struct set *me = visit_set(v, &SQL_people_me);

	visit_fill(v, "phone", set_get(me, 0, "phone"));
	view_fill(v->view, me, 0);
	reply_page(v, &PAGE_people_me);
}

void
people_me(struct visit *v)
{
	sql_people_me(v->ask);
	sql_people_me_groups(v->ask);
	sql_people_me_invited(v->ask);
	sql_people_me_reports(v->ask);
	sql_people_me_blocks(v->ask);
	sql_people_me_logins(v->ask);
	ask(v, shown);
}

static void
sealed(struct visit *v)
{
	const struct set *own = visit_set(v, &SQL_people_vault);
	const char	 *typed = visit_field(v, "phone"), *subject;
	const char	 *phone = set_get(own, 0, "phone");

	subject = typed == NULL || *typed == '\0'
	    ? ""
	    : visit_vault(v, set_get(own, 0, "vault"));
	if (!visit_sealed(v, "accounts.phone", subject, typed, &phone)) {
		again(v, "phone", SAY_general_seal);
		return;
	}
	sql_people_change(v->ask, visit_field(v, "name"), subject, phone);
	deed(v, "/me");
}

void
people_change(struct visit *v)
{
	sql_people_vault(v->ask);
	ask(v, sealed);
}

static void
asked(struct visit *v)
{
	reply_page(v, &PAGE_people_password);
}

void
people_secret(struct visit *v)
{
	sql_people_me(v->ask);
	ask(v, asked);
}

static void
hashed(struct visit *v)
{
	static const enum say said[] = { [ADVICE_COMMON] =
					     SAY_people_password_common,
		[ADVICE_OWN] = SAY_people_password_own,
		[ADVICE_PATTERN] = SAY_people_password_pattern };

	if (visit_advice(v) != ADVICE_FINE) {
		again(v, "password", said[visit_advice(v)]);
		return;
	}
	sql_people_password(v->ask, visit_worked(v));
	deed(v, "/me");
}

static void
known(struct visit *v)
{
	const struct set *me = visit_set(v, &SQL_people_me);

	work_password_new(v, visit_field(v, "password"), set_get(me, 0, "name"),
	    set_get(me, 0, "address"), hashed);
}

void
people_password(struct visit *v)
{
	sql_people_me(v->ask);
	ask(v, known);
}

void
logins_end(struct visit *v)
{
	sql_logins_end(v->ask, visit_path(v, "login"));
	deed(v, "/me");
}

void
logins_end_others(struct visit *v)
{
	sql_logins_end_others(v->ask);
	deed(v, "/me");
}

void
logins_leave(struct visit *v)
{
	sql_logins_leave(v->ask);
	visit_login_end(v);
	deed(v, "/");
}
