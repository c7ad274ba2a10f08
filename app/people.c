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
	view_fill(v->view, visit_set(v, &SQL_people_me), 0);
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

void
people_change(struct visit *v)
{
	const char *phone = visit_field(v, "phone");

	sql_people_change(v->ask, visit_field(v, "name"),
	    phone == NULL ? "" : phone);
	deed(v, "/me");
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
	sql_people_password(v->ask, visit_worked(v));
	deed(v, "/me");
}

/* The ones that guessers try first (the top of every published list of
 * leaked passwords), also with a number behind them. */
static bool
common(const char *password)
{
	static const char *const first[] = { "password", "passwort", "12345678",
		"qwertyui", "qwertzui", "iloveyou", "football", "baseball",
		"sunshine", "princess", "superman", "trustno1", "letmein",
		"welcome", "abc12345", "11111111", "00000000", "87654321",
		"starwars", "computer", "whatever", "nocape" };
	size_t			 i;

	for (i = 0; i < sizeof(first) / sizeof(*first); i++)
		if (strncasecmp(password, first[i], strlen(first[i])) == 0 &&
		    strlen(password) <= strlen(first[i]) + 4)
			return (true);
	return (false);
}

void
people_password(struct visit *v)
{
	const char *password = visit_field(v, "password");

	if (common(password))
		again(v, "password", SAY_people_password_common);
	else
		work_password(v, password, NULL, hashed);
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
