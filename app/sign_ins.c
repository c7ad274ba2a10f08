/* Signing up and in: a mailed code, or a password. */
#include <string.h>

#include "core/agent.h"
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

const struct form sign_ins_new_form = { "sign_ins_new",
	(const struct field[]){ { .name = "address",
				    .kind = FIELD_MAIL,
				    .max = 254,
				    .missing = SAY_sign_ins_address_missing },
	    { .name = "next",
		.kind = FIELD_LINE,
		.max = 300,
		.optional = true },
	    { 0 } } };

static const char *const doors[] = { "group", "volunteer", NULL };

const struct form sign_ins_up_form = { "sign_ins_up",
	(const struct field[]){ { .name = "name",
				    .kind = FIELD_LINE,
				    .max = 80,
				    .missing = SAY_people_name_missing },
	    { .name = "address",
		.kind = FIELD_MAIL,
		.max = 254,
		.missing = SAY_sign_ins_address_missing },
	    { .name = "phone",
		.kind = FIELD_PHONE,
		.max = 30,
		.optional = true },
	    { .name = "door",
		.kind = FIELD_CHOICE,
		.choices = doors,
		.optional = true },
	    { .name = "next",
		.kind = FIELD_LINE,
		.max = 300,
		.optional = true },
	    { 0 } } };

const struct form sign_ins_code_form = { "sign_ins_code",
	(const struct field[]){ { .name = "code",
				    .kind = FIELD_LINE,
				    .max = 20,
				    .unkept = true,
				    .missing = SAY_sign_ins_code_missing },
	    { 0 } } };

const struct form sign_ins_password_form = { "sign_ins_password",
	(const struct field[]){ { .name = "address",
				    .kind = FIELD_MAIL,
				    .max = 254,
				    .missing = SAY_sign_ins_address_missing },
	    { .name = "password",
		.kind = FIELD_PASSWORD,
		.min = 1,
		.max = 1024,
		.missing = SAY_sign_ins_password_missing },
	    { .name = "next",
		.kind = FIELD_LINE,
		.max = 300,
		.optional = true },
	    { 0 } } };

const char *
logins_label(struct visit *v)
{
	char into[60];

	agent_label(into, sizeof(into), visit_agent(v));
	return (visit_print(v, "%s", into));
}

/* How long a login lasts: SQL's login_new() reads them in this order. */
const char *
logins_last(struct visit *v)
{
	return (visit_print(v, "{%s,%s,%s,%s}", visit_setting("login_days"),
	    visit_setting("login_idle_days"), visit_setting("desk_days"),
	    visit_setting("desk_idle_hours")));
}

static void
offered(struct visit *v)
{
	const char *path = visit_next(v);

	if (*visit_who(v, "person_ref") != '\0') {
		reply_to(v, "%s", *path == '\0' ? "/me" : path);
		return;
	}
	if (*visit_who(v, "half") != '\0') {
		reply_via(v, "/second-factor", path);
		return;
	}
	view_value(v->view, "next", path);
	passkeys_offer(v, "/sign-in/passkey",
	    set_get(visit_set(v, &SQL_passkeys_ask), 0, "at"));
	if (strcmp(v->route->path, "/sign-in/password") == 0)
		view_value(v->view, "by_password", "yes");
	reply_page(v, &PAGE_sign_ins_show);
}

void
sign_ins_show(struct visit *v)
{
	sql_passkeys_ask(v->ask);
	ask(v, offered);
}

static void
welcomed(struct visit *v)
{
	view_value(v->view, "next", visit_next(v));
	reply_page(v, &PAGE_sign_ins_up);
}

void
sign_ins_up(struct visit *v)
{
	ask(v, welcomed);
}

/* Who was on the way somewhere goes there; else through one of the doors. */
static const char *
door(struct visit *v)
{
	const char *path = visit_next(v), *typed = visit_field(v, "door");

	if (*path != '\0' || typed == NULL)
		return (path);
	return (strcmp(typed, "group") == 0 ? "/groups/new" : "/volunteer");
}

/* Both forms: signing up says a name, signing in does not. */
void
sign_ins_new(struct visit *v)
{
	const char *name = visit_field(v, "name");
	const char *typed = visit_field(v, "phone"), *phone = "";
	const char *subject = "";

	if (typed != NULL && *typed != '\0')
		subject = visit_vault(v, "");
	if (!visit_sealed(v, "accounts.phone", subject, typed, &phone)) {
		again(v, "phone", SAY_general_seal);
		return;
	}
	sql_sign_ins_new(v->ask, visit_field(v, "address"),
	    name == NULL ? "" : name, subject, phone, visit_browser(v), door(v),
	    visit_client(v));
	deed(v, name == NULL ? "/sign-in/%s" : "/sign-in/%s?new=yes");
}

/* The mailed link carries the code; a button sends it, since what reads mail
 * before its owner does may open links. */
static void
awaited(struct visit *v)
{
	const char *key = visit_query(v, "key");

	if (set_rows(visit_set(v, &SQL_sign_ins_code)) == 0) {
		reply_absent(v);
		return;
	}
	if (visit_query(v, "new") != NULL)
		view_value(v->view, "fresh", "yes");
	if (key != NULL && strlen(key) == 8 &&
	    view_typed(v->view, "code", 0) == NULL) {
		view_typed_add(v->view, "code", key);
		view_value(v->view, "by_link", "yes");
	}
	reply_page(v, &PAGE_sign_ins_code);
}

void
sign_ins_code(struct visit *v)
{
	sql_sign_ins_code(v->ask, visit_path(v, "ref"), visit_browser(v));
	ask(v, awaited);
}

bool
mailed_code_fits(struct visit *v, const struct set *tried)
{
	const char *verdict = set_get(tried, 0, "verdict");

	if (strcmp(verdict, "go") == 0)
		return (true);
	again(v, "code",
	    strcmp(verdict, "other") == 0 ? SAY_sign_ins_code_other
					  : SAY_sign_ins_code_wrong);
	return (false);
}

static void
tried(struct visit *v)
{
	if (!mailed_code_fits(v, visit_set(v, &SQL_sign_ins_try)))
		return;
	sql_sign_ins_enter(v->ask, visit_path(v, "ref"),
	    visit_copied(v, "code"), visit_browser(v), visit_login_new(v),
	    logins_label(v), logins_last(v));
	deed(v, "%s");
}

/* The try is counted in a transaction of its own, so that no later trouble
 * gives it back. */
void
sign_ins_enter(struct visit *v)
{
	sql_sign_ins_try(v->ask, visit_path(v, "ref"), visit_copied(v, "code"),
	    visit_browser(v));
	ask(v, tried);
}

static void
compared(struct visit *v)
{
	const char *hash;

	hash = set_get(visit_set(v, &SQL_sign_ins_seen), 0, "hash");
	if (strcmp(visit_worked(v), "yes") != 0) {
		again(v, "password", SAY_sign_ins_password_wrong);
		return;
	}
	sql_sign_ins_password(v->ask, visit_field(v, "address"), hash,
	    visit_browser(v), visit_client(v), visit_login_new(v),
	    logins_label(v), visit_next(v), logins_last(v));
	deed(v, "%s");
}

static void
seen(struct visit *v)
{
	const char *hash;

	hash = set_get(visit_set(v, &SQL_sign_ins_seen), 0, "hash");
	work_password(v, visit_field(v, "password"), hash, compared);
}

void
sign_ins_password(struct visit *v)
{
	sql_sign_ins_seen(v->ask, visit_field(v, "address"), visit_browser(v),
	    visit_client(v));
	ask(v, seen);
}
