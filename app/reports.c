/*
 * What people tell in confidence.
 *
 * Who opens these pages, what they want, what they fear, what they do next:
 * - A volunteer who was mocked or sold something, or a member of a group who
 *   was: wants it to stop.  The member fears to lose the help by saying so,
 *   the volunteer to be thought difficult.  So the form says first that
 *   nobody is told, and that help under way goes on until they end it; the
 *   page after it says by when somebody looks, and what can be done at once.
 * - Somebody whose trouble is a coordinator: fears that the same person reads
 *   it.  The ways past the coordinators stand beside the desk, by their role;
 *   a coordinator with a part in it never sees it.
 * - Somebody who worries about a child or an adult: wants the right person,
 *   now.  The emergency number stands first.
 * - Whoever looks after it (desk, safeguarding, or somebody outside with a
 *   link): wants what was said and what was written then, and ends it with
 *   words for whoever told it.
 */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

static const char *const kinds[] = { "mocked", "pitch", "unsafe", "at_risk",
	"secrets", "other", NULL };
static const char *const ways[] = { "desk", "trusted", "safeguarding", NULL };

const struct form reports_new_form = { "reports_new",
	(const struct field[]){ { .name = "kind",
				    .kind = FIELD_CHOICE,
				    .choices = kinds,
				    .missing = SAY_reports_kind_missing },
	    { .name = "about",
		.kind = FIELD_LINE,
		.max = 20,
		.optional = true },
	    { .name = "words",
		.kind = FIELD_TEXT,
		.min = 1,
		.max = 4000,
		.missing = SAY_reports_words_missing,
		.secrets = true },
	    { .name = "way",
		.kind = FIELD_CHOICE,
		.choices = ways,
		.missing = SAY_reports_way_missing },
	    { 0 } } };

const struct form reports_press_form = { "reports_press",
	(const struct field[]){ { 0 } } };

#define DECISION                                                               \
	{                                                                      \
		.name = "decision", .kind = FIELD_TEXT, .min = 1, .max = 1000, \
		.missing = SAY_reports_decision_missing,                       \
	}
#define KEY                                                                    \
	{                                                                      \
		.name = "key", .kind = FIELD_LINE, .max = 64, .optional = true \
	}

const struct form reports_decide_form = { "reports_decide",
	(const struct field[]){ DECISION, { 0 } } };
const struct form reports_trusted_form = { "reports_trusted",
	(const struct field[]){ KEY, { 0 } } };
const struct form reports_trusted_decide_form = { "reports_trusted_decide",
	(const struct field[]){ KEY, DECISION, { 0 } } };

/* What a report starts from: the second word of the path. */
static const char *
what(const struct visit *v)
{
	const char *word = v->route->path + strlen("/report/");

	if (strncmp(word, "match/", 6) == 0)
		return ("match");
	return (strncmp(word, "message/", 8) == 0 ? "message" : "request");
}

static void
written(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_reports_write)) == 0) {
		reply_absent(v);
		return;
	}
	view_value(v->view, "place", what(v));
	view_value(v->view, "subject", visit_path(v, "ref"));
	reply_page(v, &PAGE_reports_write);
}

void
reports_write(struct visit *v)
{
	sql_reports_write(v->ask, what(v), visit_path(v, "ref"));
	sql_reports_write_people(v->ask, what(v), visit_path(v, "ref"));
	ask(v, written);
}

void
reports_new(struct visit *v)
{
	const char *about = visit_field(v, "about");

	sql_reports_new(v->ask, what(v), visit_path(v, "ref"),
	    about == NULL ? "" : about, visit_field(v, "kind"),
	    visit_field(v, "words"), visit_field(v, "way"));
	deed(v, "/reports/%s/sent");
}

static bool
seen(struct visit *v, const char *column)
{
	const struct set *report = visit_set(v, &SQL_reports_show);

	return (set_rows(report) > 0 &&
	    (column == NULL || *set_get(report, 0, column) == 't'));
}

static void
sent(struct visit *v)
{
	if (seen(v, "mine"))
		reply_page(v, &PAGE_reports_sent);
	else
		reply_absent(v);
}

void
reports_sent(struct visit *v)
{
	sql_reports_show(v->ask, visit_path(v, "ref"));
	ask(v, sent);
}

static void
shown(struct visit *v)
{
	if (seen(v, NULL))
		reply_page(v, &PAGE_reports_show);
	else
		reply_absent(v);
}

void
reports_show(struct visit *v)
{
	sql_reports_show(v->ask, visit_path(v, "ref"));
	ask(v, shown);
}

static void
listed(struct visit *v)
{
	reply_page(v, &PAGE_reports_list);
}

void
reports_list(struct visit *v)
{
	sql_reports_list(v->ask);
	sql_reports_list_mine(v->ask);
	ask(v, listed);
}

void
reports_look(struct visit *v)
{
	sql_reports_look(v->ask, visit_path(v, "ref"));
	deed(v, "/reports/%s");
}

void
reports_decide(struct visit *v)
{
	sql_reports_decide(v->ask, visit_path(v, "ref"),
	    visit_field(v, "decision"));
	deed(v, "/reports/%s");
}

/* The link's own right, from the address or from the form. */
static const char *
key(struct visit *v)
{
	const char *typed = visit_field(v, "key");

	if (typed == NULL || *typed == '\0')
		typed = visit_query(v, "key");
	return (typed == NULL ? "" : typed);
}

/* A program that reads mail opens links, and presses no button. */
static void
knocked(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_reports_trusted)) == 0) {
		reply_absent(v);
		return;
	}
	view_value(v->view, "key", key(v));
	reply_page(v, &PAGE_reports_trusted);
}

void
reports_trusted(struct visit *v)
{
	sql_reports_trusted(v->ask, key(v));
	ask(v, knocked);
}

static void
opened(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_reports_trusted_open)) == 0) {
		reply_absent(v);
		return;
	}
	view_value(v->view, "key", key(v));
	reply_page(v, &PAGE_reports_opened);
}

void
reports_trusted_open(struct visit *v)
{
	sql_reports_trusted_open(v->ask, key(v));
	ask(v, opened);
}

void
reports_trusted_decide(struct visit *v)
{
	sql_reports_trusted_decide(v->ask, key(v), visit_field(v, "decision"));
	deed(v, "/trusted-report?key=%s");
}
