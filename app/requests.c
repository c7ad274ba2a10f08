/* A request as its group lives it: followed, talked about, ended. */
#include <stdlib.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form requests_message_form = { "requests_message",
	(const struct field[]){ { .name = "body",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_requests_message_missing,
				    .secrets = true },
	    { 0 } } };

const struct form requests_withdraw_form = { "requests_withdraw",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .max = 1000,
				    .optional = true,
				    .secrets = true },
	    { 0 } } };

const struct form requests_appeal_form = { "requests_appeal",
	(const struct field[]){ { .name = "words",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_requests_words_missing,
				    .secrets = true },
	    { 0 } } };

const struct form requests_renew_form = { "requests_renew",
	(const struct field[]){ { 0 } } };

/* Keys of pages are microseconds; whatever else is typed means the start. */
static int64_t
before(struct visit *v)
{
	const char *text = visit_query(v, "before");
	int64_t	    at = text == NULL ? 0 : strtoll(text, NULL, 10);

	return (at < 0 || at > INT64_C(4102444800000000) ? 0 : at);
}

static void
listed(struct visit *v)
{
	view_value(v->view, "any",
	    set_rows(visit_set(v, &SQL_requests_list)) > 0 ? "yes" : NULL);
	visit_more(v, &SQL_requests_list, "more", "at");
	reply_page(v, &PAGE_requests_list);
}

void
requests_list(struct visit *v)
{
	sql_requests_list(v->ask, before(v));
	sql_asks_start(v->ask);
	ask(v, listed);
}

/* Which parts of the page have something to show. */
static void
parted(struct visit *v)
{
	static const struct {
		const char	       *name;
		const struct statement *statement;
	} parts[] = {
		{ "promises", &SQL_requests_show_promises },
		{ "tasks", &SQL_requests_show_tasks },
		{ "matches", &SQL_requests_show_matches },
		{ "appointments", &SQL_requests_show_appointments },
		{ "questions", &SQL_requests_show_questions },
		{ "messages", &SQL_requests_show_messages },
	};
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (set_rows(visit_set(v, parts[i].statement)) > 0)
			view_value(v->view, parts[i].name, "yes");
	}
}

static void
shown(struct visit *v)
{
	const struct set *talk;

	if (set_rows(visit_set(v, &SQL_requests_show)) == 0) {
		reply_absent(v);
		return;
	}
	parted(v);
	talk = visit_set(v, &SQL_requests_show_messages);
	if (set_rows(talk) > 0 && *set_get(talk, 0, "more") == 't')
		view_value(v->view, "earlier", set_get(talk, 0, "at"));
	reply_page(v, &PAGE_requests_show);
}

void
requests_show(struct visit *v)
{
	const char *ref = visit_path(v, "ref");

	sql_requests_show(v->ask, ref);
	sql_requests_show_hours(v->ask, ref);
	sql_requests_show_promises(v->ask, ref);
	sql_requests_show_tasks(v->ask, ref);
	sql_requests_show_matches(v->ask, ref);
	sql_requests_show_appointments(v->ask, ref);
	sql_requests_show_questions(v->ask, ref);
	sql_requests_show_messages(v->ask, ref, before(v));
	sql_requests_show_desk(v->ask);
	ask(v, shown);
}

static void
sent(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_requests_sent)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_requests_sent);
}

void
requests_sent(struct visit *v)
{
	sql_requests_sent(v->ask, visit_path(v, "ref"));
	ask(v, sent);
}

void
requests_message(struct visit *v)
{
	sql_requests_message(v->ask, visit_path(v, "ref"),
	    visit_field(v, "body"));
	deed(v, "/requests/%s");
}

/* What has ended has nothing to withdraw. */
static void
leaving(struct visit *v)
{
	const struct set *request;

	request = visit_set(v, &SQL_requests_leaving);
	if (set_rows(request) == 0)
		reply_absent(v);
	else if (*set_get(request, 0, "can_withdraw") != 't')
		reply_to(v, "/requests/%s", set_get(request, 0, "ref"));
	else
		reply_page(v, &PAGE_requests_leaving);
}

void
requests_leaving(struct visit *v)
{
	sql_requests_leaving(v->ask, visit_path(v, "ref"));
	ask(v, leaving);
}

void
requests_withdraw(struct visit *v)
{
	sql_requests_withdraw(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"));
	deed(v, "/requests/%s");
}

void
requests_appeal(struct visit *v)
{
	sql_requests_appeal(v->ask, visit_path(v, "ref"),
	    visit_field(v, "words"));
	deed(v, "/requests/%s");
}

void
requests_renew(struct visit *v)
{
	sql_requests_renew(v->ask, visit_path(v, "ref"));
	deed(v, "/requests/%s");
}
