/* Another mail address, and the way back to the old one. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

enum { RIGHT = 32 }; /* hex digits: 128 bits */

const struct form addresses_new_form = { "addresses_new",
	(const struct field[]){ { .name = "address",
				    .kind = FIELD_MAIL,
				    .max = 254,
				    .missing = SAY_sign_ins_address_missing },
	    { 0 } } };

const struct form addresses_undo_form = { "addresses_undo",
	(const struct field[]){ { .name = "right",
				    .kind = FIELD_LINE,
				    .max = RIGHT,
				    .optional = true },
	    { 0 } } };

static void
shown(struct visit *v)
{
	reply_page(v, &PAGE_addresses_show);
}

void
addresses_show(struct visit *v)
{
	sql_people_me(v->ask);
	ask(v, shown);
}

void
addresses_new(struct visit *v)
{
	sql_addresses_new(v->ask, visit_field(v, "address"), visit_browser(v),
	    visit_client(v));
	deed(v, "/me/address/%s");
}

static void
awaited(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_mailed_codes_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_addresses_code);
}

void
addresses_code(struct visit *v)
{
	sql_mailed_codes_show(v->ask, "address", visit_path(v, "ref"),
	    visit_browser(v));
	ask(v, awaited);
}

static void
tried(struct visit *v)
{
	if (!mailed_code_fits(v, visit_set(v, &SQL_mailed_codes_try)))
		return;
	sql_addresses_enter(v->ask, visit_path(v, "ref"),
	    visit_copied(v, "code"), visit_browser(v),
	    visit_print(v, "%.*s", RIGHT, visit_once(v, "right")));
	deed(v, "/me");
}

void
addresses_enter(struct visit *v)
{
	sql_mailed_codes_try(v->ask, "address", visit_path(v, "ref"),
	    visit_copied(v, "code"), visit_browser(v));
	ask(v, tried);
}

/* In the query, and not in the path: the front's log keeps paths. */
static const char *
right(struct visit *v)
{
	const char *value = visit_field(v, "right");

	if (value == NULL)
		value = visit_query(v, "right");
	return (value == NULL ? "" : value);
}

static void
offered(struct visit *v)
{
	view_value(v->view, "right", right(v));
	reply_page(v, &PAGE_addresses_back);
}

/* A GET changes nothing: what reads mail before its owner opens links. */
void
addresses_back(struct visit *v)
{
	sql_addresses_back(v->ask, right(v));
	ask(v, offered);
}

void
addresses_undo(struct visit *v)
{
	sql_addresses_undo(v->ask, right(v));
	deed(v, "/sign-in");
}
