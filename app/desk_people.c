/* Volunteers as a coordinator checks them, and what they know. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form desk_skill_form = { "desk_skill",
	(const struct field[]){
	    { .name = "level",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "1", "2", "3", NULL },
		.missing = SAY_desk_level_missing },
	    { .name = "until",
		.kind = FIELD_DATE,
		.optional = true,
		.wrong = SAY_desk_until_ahead },
	    { 0 } } };

const struct form desk_credential_form = { "desk_credential",
	(const struct field[]){
	    { .name = "verdict",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "checked", "declined", NULL },
		.missing = SAY_desk_verdict_missing },
	    { .name = "how",
		.kind = FIELD_TEXT,
		.min = 1,
		.max = 500,
		.missing = SAY_desk_how_missing },
	    { .name = "until",
		.kind = FIELD_DATE,
		.optional = true,
		.wrong = SAY_desk_until_ahead },
	    { 0 } } };

static const char *const shows[] = { "new", "vetted", "paused", "declined",
	"all", "coordinators", NULL };

static void
listed(struct visit *v)
{
	view_value(v->view, "show", visit_query_of(v, "show", shows));
	visit_more(v, &SQL_desk_people_list, "after", "ref");
	reply_page(v, &PAGE_desk_people_list);
}

void
desk_people_list(struct visit *v)
{
	sql_desk_people_list(v->ask, visit_query_of(v, "show", shows),
	    visit_query(v, "after"));
	ask(v, listed);
}

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_desk_people_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_desk_people_show);
}

void
desk_people_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_desk_people_show(v->ask, ref);
	sql_desk_people_show_skills(v->ask, ref);
	sql_desk_people_show_languages(v->ask, ref);
	sql_desk_people_show_hours(v->ask, ref);
	sql_desk_people_show_credentials(v->ask, ref);
	sql_desk_people_show_help(v->ask, ref);
	sql_desk_people_show_groups(v->ask, ref);
	sql_desk_people_show_suspensions(v->ask, ref);
	sql_desk_notes(v->ask, "person", ref);
	ask(v, shown);
}

void
desk_people_vet(struct visit *v)
{
	sql_desk_people_vet(v->ask, visit_path(v, "ref"));
	deed(v, "/desk/people/%s");
}

static void
declining(struct visit *v)
{
	const struct set *person = visit_set(v, &SQL_desk_people_show);
	const char	 *can = set_get(person, 0, "can_decline");

	if (set_rows(person) == 0)
		reply_absent(v);
	else if (can == NULL || *can != 't')
		reply_to(v, "/desk/people/%s", set_get(person, 0, "ref"));
	else
		reply_page(v, &PAGE_desk_people_decline);
}

void
desk_people_declining(struct visit *v)
{
	sql_desk_people_show(v->ask, visit_path(v, "ref"));
	ask(v, declining);
}

void
desk_people_decline(struct visit *v)
{
	sql_desk_people_decline(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"), visit_field(v, "next_step"));
	deed(v, "/desk/people/%s");
}

static void
skill(struct visit *v)
{
	const struct set *it = visit_set(v, &SQL_desk_people_skill);

	if (set_rows(it) == 0) {
		reply_absent(v);
		return;
	}
	view_fill(v->view, it, 0);
	reply_page(v, &PAGE_desk_people_skill);
}

void
desk_people_skill(struct visit *v)
{
	sql_desk_people_skill(v->ask, visit_path(v, "ref"),
	    visit_path(v, "skill"));
	ask(v, skill);
}

void
desk_people_check_skill(struct visit *v)
{
	sql_desk_people_check_skill(v->ask, visit_path(v, "ref"),
	    visit_path(v, "skill"), strtoll(visit_field(v, "level"), NULL, 10),
	    visit_field(v, "until"));
	deed(v, "/desk/people/%s");
}

static void
credential(struct visit *v)
{
	const struct set *it = visit_set(v, &SQL_desk_people_credential);

	if (set_rows(it) == 0)
		reply_absent(v);
	else if (strcmp(set_get(it, 0, "state"), "claimed") != 0)
		reply_to(v, "/desk/people/%s", set_get(it, 0, "person_ref"));
	else
		reply_page(v, &PAGE_desk_people_credential);
}

void
desk_people_credential(struct visit *v)
{
	sql_desk_people_credential(v->ask, visit_path(v, "ref"));
	ask(v, credential);
}

void
desk_people_check_credential(struct visit *v)
{
	sql_desk_people_check_credential(v->ask, visit_path(v, "ref"),
	    visit_field(v, "verdict"), visit_field(v, "how"),
	    visit_field(v, "until"));
	deed(v, "/desk/people/%s");
}
