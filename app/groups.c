/* A group's own page: what we know of it, and how it changes that. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

static const char *const registrations[] = { "registered", "not_registered",
	"part_of", "unknown", NULL };

#define GROUP_FIELDS                                              \
	{ .name = "name",                                         \
		.kind = FIELD_LINE,                               \
		.min = 1,                                         \
		.max = 120,                                       \
		.missing = SAY_groups_name_missing },             \
	    { .name = "does",                                     \
		    .kind = FIELD_TEXT,                           \
		    .min = 1,                                     \
		    .max = 1000,                                  \
		    .missing = SAY_groups_does_missing,           \
		    .secrets = true },                            \
	    { .name = "town",                                     \
		    .kind = FIELD_LINE,                           \
		    .max = 80,                                    \
		    .optional = true },                           \
	    { .name = "registration",                             \
		    .kind = FIELD_CHOICE,                         \
		    .choices = registrations,                     \
		    .missing = SAY_groups_registration_missing }, \
	{                                                         \
		.name = "number", .kind = FIELD_LINE, .max = 40,  \
		.optional = true                                  \
	}

const struct form groups_new_form = { "groups_new",
	(const struct field[]){ GROUP_FIELDS,
	    { .name = "phone",
		.kind = FIELD_PHONE,
		.min = 5,
		.max = 30,
		.optional = true,
		.wrong = SAY_groups_phone_wrong },
	    { 0 } } };

const struct form groups_change_form = { "groups_change",
	(const struct field[]){ GROUP_FIELDS,
	    { .name = "street",
		.kind = FIELD_LINE,
		.max = 200,
		.optional = true },
	    { .name = "notes",
		.kind = FIELD_TEXT,
		.max = 500,
		.optional = true,
		.secrets = true },
	    { 0 } } };

const struct form groups_place_form = { "groups_place",
	(const struct field[]){ { .name = "place",
				    .kind = FIELD_CHOICE,
				    .missing = SAY_groups_place_missing },
	    { 0 } } };

#define TOLD "/ask?said=groups_told_said"

/* Whoever came here from "ask for help" goes back there. */
static bool
asking(struct visit *v)
{
	const char *next = visit_query(v, "next");

	return (next != NULL && strcmp(next, "ask") == 0);
}

static void
started(struct visit *v)
{
	visit_fill(v, "phone",
	    set_get(visit_set(v, &SQL_groups_start), 0, "phone"));
	view_value(v->view, "next", asking(v) ? "ask" : NULL);
	reply_page(v, &PAGE_groups_new);
}

void
groups_start(struct visit *v)
{
	sql_groups_start(v->ask);
	ask(v, started);
}

static void
numbered(struct visit *v)
{
	const struct set *own = visit_set(v, &SQL_people_vault);
	const char	 *typed = visit_field(v, "phone"), *phone = "";
	const char	 *subject = "";

	if (typed != NULL && *typed != '\0')
		subject = visit_vault(v, set_get(own, 0, "vault"));
	if (!visit_sealed(v, "accounts.phone", subject, typed, &phone)) {
		again(v, "phone", SAY_general_seal);
		return;
	}
	sql_groups_new(v->ask, visit_field(v, "name"), visit_field(v, "does"),
	    visit_field(v, "registration"), visit_field(v, "number"),
	    visit_field(v, "town"), subject, phone);
	deed(v, asking(v) ? "/groups/%s/place?next=ask" : "/groups/%s/place");
}

void
groups_new(struct visit *v)
{
	sql_people_vault(v->ask);
	ask(v, numbered);
}

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_groups_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_groups_show);
}

void
groups_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_groups_show(v->ask, ref);
	sql_groups_show_members(v->ask, ref);
	sql_groups_show_invitations(v->ask, ref);
	ask(v, shown);
}

static void
edited(struct visit *v)
{
	const struct set *group = visit_set(v, &SQL_groups_show);

	if (set_rows(group) == 0) {
		reply_absent(v);
		return;
	}
	visit_fill(v, "street", set_get(group, 0, "street"));
	visit_fill(v, "notes", set_get(group, 0, "entry_notes"));
	view_fill(v->view, group, 0);
	reply_page(v, &PAGE_groups_change);
}

void
groups_edit(struct visit *v)
{
	sql_groups_show(v->ask, visit_path(v, "ref"));
	ask(v, edited);
}

static void
sealed(struct visit *v)
{
	const struct set *own = visit_set(v, &SQL_groups_vault);
	const char	 *street = set_get(own, 0, "street"), *subject = "";
	const char	 *notes = set_get(own, 0, "entry_notes");
	const char	 *where = visit_field(v, "street");
	const char	 *how = visit_field(v, "notes");

	if ((where != NULL && *where != '\0') || (how != NULL && *how != '\0'))
		subject = visit_vault(v, set_get(own, 0, "vault"));
	if (!visit_sealed(v, "groups.street", subject, where, &street)) {
		again(v, "street", SAY_general_seal);
		return;
	}
	if (!visit_sealed(v, "groups.entry_notes", subject, how, &notes)) {
		again(v, "notes", SAY_general_seal);
		return;
	}
	sql_groups_change(v->ask, visit_path(v, "ref"), visit_field(v, "name"),
	    visit_field(v, "does"), visit_field(v, "registration"),
	    visit_field(v, "number"), visit_field(v, "town"), subject, street,
	    notes);
	deed(v, "/groups/%s/place");
}

static void
keyed(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_groups_vault)) == 0)
		reply_absent(v);
	else
		sealed(v);
}

void
groups_change(struct visit *v)
{
	sql_groups_vault(v->ask, visit_path(v, "ref"));
	ask(v, keyed);
}

/* Nothing to choose from: straight on. */
static void
offered(struct visit *v)
{
	const struct set *group = visit_set(v, &SQL_groups_show);
	const char	 *open = set_get(group, 0, "place_open");

	if (set_rows(group) == 0) {
		reply_absent(v);
	} else if (strcmp(open, "t") != 0) {
		reply_to(v, asking(v) ? TOLD : "/groups/%s",
		    set_get(group, 0, "ref"));
	} else {
		view_value(v->view, "next", asking(v) ? "ask" : NULL);
		reply_page(v, &PAGE_groups_towns);
	}
}

void
groups_towns(struct visit *v)
{
	sql_groups_show(v->ask, visit_path(v, "ref"));
	sql_groups_towns(v->ask, visit_path(v, "ref"));
	ask(v, offered);
}

void
groups_place(struct visit *v)
{
	/* "none" is no number: 0. */
	sql_groups_place(v->ask, visit_path(v, "ref"),
	    strtol(visit_field(v, "place"), NULL, 10));
	deed(v, asking(v) ? TOLD : "/groups/%s");
}
