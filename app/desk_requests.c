/* Requests as a coordinator reads, scopes and decides them. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form desk_ask_form = { "desk_ask",
	(const struct field[]){ { .name = "question",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 2000,
				    .missing = SAY_desk_ask_missing,
				    .secrets = true },
	    { 0 } } };

const struct form desk_summary_form = { "desk_summary",
	(const struct field[]){ { .name = "title",
				    .kind = FIELD_LINE,
				    .min = 1,
				    .max = 100,
				    .missing = SAY_desk_title_missing },
	    { .name = "summary",
		.kind = FIELD_TEXT,
		.min = 1,
		.max = 600,
		.missing = SAY_desk_summary_missing,
		.secrets = true },
	    { 0 } } };

const struct form desk_decline_form = { "desk_decline",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 1000,
				    .missing = SAY_desk_reason_missing },
	    { .name = "next_step",
		.kind = FIELD_TEXT,
		.min = 1,
		.max = 1000,
		.missing = SAY_desk_next_step_missing },
	    { 0 } } };

const struct form desk_refer_form = { "desk_refer",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 1000,
				    .missing = SAY_desk_refer_missing },
	    { .name = "next_step",
		.kind = FIELD_TEXT,
		.max = 1000,
		.optional = true },
	    { 0 } } };

static const char *const shows[] = { "live", "sent", "question", "open",
	"under_way", "done", "ended", "all", NULL };

static void
listed(struct visit *v)
{
	view_value(v->view, "show", visit_query_of(v, "show", shows));
	visit_more(v, &SQL_desk_requests_list, "after", "ref");
	reply_page(v, &PAGE_desk_requests_list);
}

void
desk_requests_list(struct visit *v)
{
	sql_desk_requests_list(v->ask, visit_query_of(v, "show", shows),
	    visit_query(v, "after"));
	ask(v, listed);
}

/* Only what has a sentence is told. */
static void
history(struct visit *v)
{
	static const char *const columns[] = { "at", "deed", "who" };
	const struct set *all = visit_set(v, &SQL_desk_requests_show_history);
	struct set	 *told = set_new(columns, 3);
	const char	 *cells[3];
	size_t		  row, i;

	for (row = 0; row < set_rows(all); row++) {
		for (i = 0; i < 3; i++)
			cells[i] = set_get(all, row, columns[i]);
		if (say_find(cells[1]) >= 0)
			set_add(told, cells);
	}
	view_take(v->view, "history", told);
}

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_desk_requests_show)) == 0) {
		reply_absent(v);
		return;
	}
	history(v);
	reply_page(v, &PAGE_desk_requests_show);
}

void
desk_requests_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_desk_requests_show(v->ask, ref);
	sql_desk_requests_show_hours(v->ask, ref);
	sql_desk_requests_show_tasks(v->ask, ref);
	sql_desk_requests_show_matches(v->ask, ref);
	sql_desk_requests_show_questions(v->ask, ref);
	sql_desk_requests_show_messages(v->ask, ref);
	sql_desk_requests_show_promises(v->ask, ref);
	sql_desk_notes(v->ask, "request", ref);
	sql_desk_requests_show_history(v->ask, ref);
	ask(v, shown);
}

/* A form about a request; where the request has moved on, its page says so. */
static void
formed(struct visit *v, const char *can, const struct page *page)
{
	const struct set *request = visit_set(v, &SQL_desk_requests_edit);
	const char	 *may = set_get(request, 0, can);

	if (set_rows(request) == 0)
		reply_absent(v);
	else if (may == NULL || *may != 't')
		reply_to(v, "/desk/requests/%s", set_get(request, 0, "ref"));
	else
		reply_page(v, page);
}

static void
asking(struct visit *v)
{
	formed(v, "can_ask", &PAGE_desk_requests_ask);
}

static void
summing(struct visit *v)
{
	const struct set *request = visit_set(v, &SQL_desk_requests_edit);

	if (set_rows(request) > 0)
		view_fill(v->view, request, 0);
	formed(v, "can_scope", &PAGE_desk_requests_summary);
}

static void
declining(struct visit *v)
{
	formed(v, "can_decline", &PAGE_desk_requests_decline);
}

static void
referring(struct visit *v)
{
	formed(v, "can_refer", &PAGE_desk_requests_refer);
}

void
desk_requests_asking(struct visit *v)
{
	sql_desk_requests_edit(v->ask, visit_path(v, "ref"));
	ask(v, asking);
}

void
desk_requests_summing(struct visit *v)
{
	sql_desk_requests_edit(v->ask, visit_path(v, "ref"));
	ask(v, summing);
}

void
desk_requests_declining(struct visit *v)
{
	sql_desk_requests_edit(v->ask, visit_path(v, "ref"));
	ask(v, declining);
}

void
desk_requests_referring(struct visit *v)
{
	sql_desk_requests_edit(v->ask, visit_path(v, "ref"));
	ask(v, referring);
}

void
desk_requests_ask(struct visit *v)
{
	sql_desk_requests_ask(v->ask, visit_path(v, "ref"),
	    visit_field(v, "question"));
	deed(v, "/desk/requests/%s");
}

void
desk_requests_summary(struct visit *v)
{
	sql_desk_requests_summary(v->ask, visit_path(v, "ref"),
	    visit_field(v, "title"), visit_field(v, "summary"));
	deed(v, "/desk/requests/%s");
}

void
desk_requests_publish(struct visit *v)
{
	sql_desk_requests_publish(v->ask, visit_path(v, "ref"));
	deed(v, "/desk/requests/%s");
}

void
desk_requests_decline(struct visit *v)
{
	sql_desk_requests_decline(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"), visit_field(v, "next_step"));
	deed(v, "/desk/requests/%s");
}

void
desk_requests_refer(struct visit *v)
{
	sql_desk_requests_refer(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"), visit_field(v, "next_step"));
	deed(v, "/desk/requests/%s");
}
