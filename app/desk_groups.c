/* Groups as a coordinator checks them. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

static const char *const shows[] = { "new", "vetted", "declined", "all", NULL };

static void
listed(struct visit *v)
{
	view_value(v->view, "show", visit_query_of(v, "show", shows));
	visit_more(v, &SQL_desk_groups_list, "after", "ref");
	reply_page(v, &PAGE_desk_groups_list);
}

void
desk_groups_list(struct visit *v)
{
	sql_desk_groups_list(v->ask, visit_query_of(v, "show", shows),
	    visit_query(v, "after"));
	ask(v, listed);
}

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_desk_groups_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_desk_groups_show);
}

void
desk_groups_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_desk_groups_show(v->ask, ref);
	sql_desk_groups_show_members(v->ask, ref);
	sql_desk_groups_show_requests(v->ask, ref);
	sql_desk_notes(v->ask, "group", ref);
	ask(v, shown);
}

void
desk_groups_vet(struct visit *v)
{
	sql_desk_groups_vet(v->ask, visit_path(v, "ref"));
	deed(v, "/desk/groups/%s");
}

static void
declining(struct visit *v)
{
	const struct set *group = visit_set(v, &SQL_desk_groups_show);

	if (set_rows(group) == 0)
		reply_absent(v);
	else if (strcmp(set_get(group, 0, "can_decline"), "t") != 0)
		reply_to(v, "/desk/groups/%s", set_get(group, 0, "ref"));
	else
		reply_page(v, &PAGE_desk_groups_decline);
}

void
desk_groups_declining(struct visit *v)
{
	sql_desk_groups_show(v->ask, visit_path(v, "ref"));
	ask(v, declining);
}

void
desk_groups_decline(struct visit *v)
{
	sql_desk_groups_decline(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"), visit_field(v, "next_step"));
	deed(v, "/desk/groups/%s");
}

/* Somebody who answers for it, where nobody does any more. */
void
desk_groups_invite(struct visit *v)
{
	sql_memberships_invite(v->ask, visit_path(v, "ref"),
	    visit_field(v, "address"));
	deed(v, "/desk/groups/%s");
}
