/* Who belongs to a group: asked by mail, joining, leaving. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form memberships_invite_form = { "memberships_invite",
	(const struct field[]){ { .name = "address",
				    .kind = FIELD_MAIL,
				    .min = 3,
				    .max = 254,
				    .missing = SAY_memberships_address_missing,
				    .wrong = SAY_memberships_address_wrong },
	    { 0 } } };

const struct form memberships_cancel_form = { "memberships_cancel",
	(const struct field[]){ { 0 } } };
const struct form memberships_accept_form = { "memberships_accept",
	(const struct field[]){ { 0 } } };
const struct form memberships_end_form = { "memberships_end",
	(const struct field[]){ { 0 } } };
const struct form memberships_again_form = { "memberships_again",
	(const struct field[]){ { 0 } } };
const struct form memberships_leave_form = { "memberships_leave",
	(const struct field[]){
	    { .name = "what",
		.kind = FIELD_CHOICE,
		.optional = true,
		.choices = (const char *const[]){ "colleague", "desk",
		    "withdraw", "stay", NULL },
		.wrong = SAY_memberships_leave_what },
	    { .name = "address",
		.kind = FIELD_MAIL,
		.optional = true,
		.min = 3,
		.max = 254,
		.wrong = SAY_memberships_address_wrong },
	    { 0 } } };

void
memberships_invite(struct visit *v)
{
	sql_memberships_invite(v->ask, visit_path(v, "ref"),
	    visit_field(v, "address"));
	deed(v, "/groups/%s");
}

void
memberships_cancel(struct visit *v)
{
	sql_memberships_cancel(v->ask, visit_path(v, "ref"),
	    visit_path(v, "invitation"));
	deed(v, "/groups/%s");
}

void
memberships_again(struct visit *v)
{
	sql_memberships_again(v->ask, visit_path(v, "ref"),
	    visit_path(v, "invitation"));
	deed(v, "/groups/%s");
}

static void
invited(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_memberships_invited)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_memberships_invited);
}

void
memberships_invited(struct visit *v)
{
	sql_memberships_invited(v->ask, visit_path(v, "invitation"));
	ask(v, invited);
}

void
memberships_accept(struct visit *v)
{
	sql_memberships_accept(v->ask, visit_path(v, "invitation"));
	deed(v, "/groups/%s");
}

/* My own row has another page. */
static void
shown(struct visit *v)
{
	const struct set *member;

	member = visit_set(v, &SQL_memberships_show);
	if (set_rows(member) == 0)
		reply_absent(v);
	else if (*set_get(member, 0, "mine") == 't')
		reply_to(v, "/groups/%s/leave",
		    set_get(member, 0, "group_ref"));
	else
		reply_page(v, &PAGE_memberships_show);
}

void
memberships_show(struct visit *v)
{
	sql_memberships_show(v->ask, visit_path(v, "ref"),
	    visit_path(v, "person"));
	ask(v, shown);
}

void
memberships_end(struct visit *v)
{
	sql_memberships_end(v->ask, visit_path(v, "ref"),
	    visit_path(v, "person"));
	deed(v, "/groups/%s");
}

static void
leaving(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_memberships_leaving)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_memberships_leaving);
}

void
memberships_leaving(struct visit *v)
{
	sql_memberships_leaving(v->ask, visit_path(v, "ref"));
	ask(v, leaving);
}

void
memberships_leave(struct visit *v)
{
	sql_memberships_leave(v->ask, visit_path(v, "ref"),
	    visit_field(v, "what"), visit_field(v, "address"));
	deed(v, "/me");
}
