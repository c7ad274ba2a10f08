/* The desk: what waits for a coordinator, and small deeds of every page. */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form desk_press_form = { "desk_press",
	(const struct field[]){ { 0 } } };

const struct form desk_message_form = { "desk_message",
	(const struct field[]){ { .name = "body",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_desk_message_missing,
				    .secrets = true },
	    { 0 } } };

const struct form desk_note_form = { "desk_note",
	(const struct field[]){ { .name = "note",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_desk_note_missing,
				    .secrets = true },
	    { 0 } } };

const struct form desk_longer_form = { "desk_longer",
	(const struct field[]){ { .name = "day",
				    .kind = FIELD_DATE,
				    .missing = SAY_desk_day_missing,
				    .wrong = SAY_desk_day_missing },
	    { 0 } } };

static void
shown(struct visit *v)
{
	reply_page(v, &PAGE_desk_show);
}

void
desk_show(struct visit *v)
{
	sql_desk_show(v->ask);
	sql_desk_show_figures(v->ask);
	sql_desk_show_waits(v->ask);
	ask(v, shown);
}

void
desk_message(struct visit *v)
{
	sql_desk_message(v->ask, visit_path(v, "ref"), visit_field(v, "body"));
	deed(v, "/desk/requests/%s");
}

void
desk_noted(struct visit *v)
{
	sql_desk_noted(v->ask, visit_path(v, "ref"));
	deed(v, "/desk/requests/%s");
}

static void
note(struct visit *v, const char *kind, const char *to)
{
	sql_desk_note(v->ask, kind, visit_path(v, "ref"),
	    visit_field(v, "note"));
	deed(v, to);
}

void
desk_note_request(struct visit *v)
{
	note(v, "request", "/desk/requests/%s");
}

void
desk_note_group(struct visit *v)
{
	note(v, "group", "/desk/groups/%s");
}

void
desk_note_person(struct visit *v)
{
	note(v, "person", "/desk/people/%s");
}

static void
given(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_desk_requests_promise)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_desk_longer);
}

void
desk_give(struct visit *v)
{
	sql_desk_requests_promise(v->ask, visit_path(v, "ref"),
	    visit_path(v, "kind"), visit_path(v, "subject"));
	ask(v, given);
}

void
desk_longer(struct visit *v)
{
	sql_desk_longer(v->ask, visit_path(v, "ref"), visit_path(v, "kind"),
	    visit_path(v, "subject"), visit_field(v, "day"));
	deed(v, "/desk/requests/%s");
}
