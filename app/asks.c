/* Asking for help: one question at a time, saved as it goes. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

struct question { /* the last word of its path */
	const char	  *name;
	const struct page *page;
	const char	  *needs; /* the field that cannot stay empty */
	enum say	   missing;
};

static const struct question questions[] = {
	{ "goal", &PAGE_asks_goal, "goal", SAY_asks_goal_missing },
	{ "today", &PAGE_asks_today, "today", SAY_asks_today_missing },
	{ "hurts", &PAGE_asks_hurts, "hurts", SAY_asks_hurts_missing },
	{ "affected", &PAGE_asks_affected, "affected",
	    SAY_asks_affected_missing },
	{ "since", &PAGE_asks_since, "since", SAY_asks_since_missing },
	{ "uses", &PAGE_asks_uses, "uses", SAY_asks_uses_missing },
	{ "where", &PAGE_asks_where, "reach", SAY_asks_reach_missing },
	{ "hours", &PAGE_asks_hours, NULL, SAY_requests_hours_given },
	{ "pressing", &PAGE_asks_pressing, "pressing",
	    SAY_asks_pressing_missing },
	{ "better", &PAGE_asks_better, "measure", SAY_asks_measure_missing },
	{ "title", &PAGE_asks_title, "title", SAY_asks_title_missing },
};

enum { QUESTIONS = sizeof(questions) / sizeof(questions[0]) };

/* The towns belong to the question "where". */
static size_t
asked(struct visit *v)
{
	const char *name = strrchr(v->route->path, '/') + 1;
	size_t	    i;

	if (strcmp(name, "place") == 0)
		name = "where";
	for (i = 0; i < QUESTIONS - 1; i++) {
		if (strcmp(questions[i].name, name) == 0)
			break;
	}
	return (i);
}

/* Where somebody goes back to who changes one answer; NULL: goes on. */
static const char *
then_to(struct visit *v)
{
	const char *then = visit_query(v, "then");

	if (then == NULL ||
	    (strcmp(then, "check") != 0 && strcmp(then, "request") != 0))
		return (NULL);
	return (then);
}

/* What follows question i of a story. */
static const char *
onward(struct visit *v, size_t i, const char *ref)
{
	const char *then = then_to(v);

	if (then != NULL && strcmp(then, "request") == 0)
		return (visit_print(v, "/requests/%s", ref));
	if (then != NULL || i + 1 == QUESTIONS)
		return (visit_print(v, "/ask/%s/check", ref));
	return (visit_print(v, "/ask/%s/%s", ref, questions[i + 1].name));
}

static void
started(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_asks_start_drafts)) > 0)
		view_value(v->view, "drafts", "yes");
	reply_page(v, &PAGE_asks_start);
}

void
asks_start(struct visit *v)
{
	sql_asks_start(v->ask);
	sql_asks_start_drafts(v->ask);
	ask(v, started);
}

void
asks_new(struct visit *v)
{
	sql_asks_new(v->ask, visit_field(v, "group"));
	deed(v, "/ask/%s/goal");
}

/* The story, when it is ours and may still be told; else answers. */
static const struct set *
telling(struct visit *v)
{
	const struct set *story = visit_set(v, &SQL_asks_show);

	if (set_rows(story) == 0) {
		reply_absent(v);
		return (NULL);
	}
	if (*set_get(story, 0, "can_change") == 't')
		return (story);
	reply_to(v, "/requests/%s", set_get(story, 0, "ref"));
	return (NULL);
}

static bool
is_draft(const struct set *story)
{
	return (strcmp(set_get(story, 0, "state"), "draft") == 0);
}

static void
resumed(struct visit *v)
{
	const struct set *story;

	if ((story = telling(v)) != NULL)
		reply_to(v, "/ask/%s/%s", set_get(story, 0, "ref"),
		    set_get(story, 0, "missing"));
}

void
asks_resume(struct visit *v)
{
	sql_asks_show(v->ask, visit_path(v, "ref"));
	ask(v, resumed);
}

/* A story that was sent is changed one answer at a time. */
static void
placed(struct visit *v, const struct set *story, size_t i)
{
	const char *then = is_draft(story) ? then_to(v) : "request";

	view_value(v->view, "then", then);
	if (then != NULL)
		view_value(v->view, "back", "check");
	else if (i > 0)
		view_value(v->view, "back", questions[i - 1].name);
}

static void
shown(struct visit *v)
{
	const struct set *story;
	size_t		  i = asked(v);

	if ((story = telling(v)) == NULL)
		return;
	placed(v, story, i);
	view_fill(v->view, story, 0);
	reply_page(v, questions[i].page);
}

void
asks_show(struct visit *v)
{
	sql_asks_show(v->ask, visit_path(v, "ref"));
	ask(v, shown);
}

/* "I don't know" is kept in the words of whoever ticked it. */
static const char *
uses(struct visit *v)
{
	const char *words = visit_field(v, "uses");

	if (words == NULL && visit_field(v, "uses_unknown") != NULL)
		return (say_text(view_language(v->view), SAY_asks_unknown));
	return (words);
}

static void
save(struct visit *v, const struct question *q)
{
	sql_asks_save(v->ask, visit_path(v, "ref"), q->name,
	    visit_field(v, "goal"), visit_field(v, "today"),
	    visit_field(v, "hurts"), visit_field(v, "affected"),
	    visit_field(v, "since"), visit_field(v, "tried"), uses(v),
	    visit_field(v, "reach"), visit_field(v, "town"),
	    visit_fields(v, "hours"), visit_field(v, "hours_words"),
	    visit_field(v, "pressing"), visit_field(v, "pressing_words"),
	    visit_field(v, "wanted_by"), visit_field(v, "measure"),
	    visit_field(v, "measure_now"), visit_field(v, "title"));
}

/* Whether nothing was said to this question. */
static bool
unsaid(struct visit *v, const struct question *q)
{
	if (q->needs == NULL)
		return (visit_field(v, "hours") == NULL &&
		    visit_field(v, "hours_words") == NULL);
	if (strcmp(q->needs, "uses") == 0)
		return (uses(v) == NULL);
	return (visit_field(v, q->needs) == NULL);
}

void
asks_save(struct visit *v)
{
	size_t		       i = asked(v);
	const struct question *q = &questions[i];
	bool		       later = visit_field(v, "later") != NULL;

	if (unsaid(v, q) && !later) {
		again(v, q->needs == NULL ? "hours" : q->needs, q->missing);
		return;
	}
	save(v, q);
	if (later)
		deed(v, "/requests?said=asks_later_said");
	else if (strcmp(q->name, "where") == 0)
		deed(v,
		    then_to(v) == NULL
			? "/ask/%s/place"
			: visit_print(v, "/ask/%%s/place?then=%s", then_to(v)));
	else
		deed(v, onward(v, i, "%s"));
}

/* Nothing to choose from: straight on. */
static void
offered(struct visit *v)
{
	const struct set *story;

	if ((story = telling(v)) == NULL)
		return;
	placed(v, story, asked(v));
	if (strcmp(set_get(story, 0, "reach"), "afar") == 0 ||
	    *set_get(story, 0, "place_open") != 't')
		reply_to(v, "%s",
		    onward(v, asked(v), set_get(story, 0, "ref")));
	else
		reply_page(v, &PAGE_asks_towns);
}

void
asks_towns(struct visit *v)
{
	sql_asks_show(v->ask, visit_path(v, "ref"));
	sql_asks_towns(v->ask, visit_path(v, "ref"));
	ask(v, offered);
}

void
asks_place(struct visit *v)
{
	/* "none" is no number: 0. */
	sql_asks_place(v->ask, visit_path(v, "ref"),
	    strtol(visit_field(v, "place"), NULL, 10));
	deed(v, onward(v, asked(v), "%s"));
}

/* Skipping ahead leads to the first question without an answer. */
static void
checked(struct visit *v)
{
	const struct set *story;

	if ((story = telling(v)) == NULL)
		return;
	if (!is_draft(story))
		reply_to(v, "/requests/%s", set_get(story, 0, "ref"));
	else if (strcmp(set_get(story, 0, "missing"), "check") != 0)
		reply_to(v, "/ask/%s/%s", set_get(story, 0, "ref"),
		    set_get(story, 0, "missing"));
	else
		reply_page(v, &PAGE_asks_check);
}

void
asks_check(struct visit *v)
{
	sql_asks_show(v->ask, visit_path(v, "ref"));
	sql_asks_show_hours(v->ask, visit_path(v, "ref"));
	ask(v, checked);
}

void
asks_send(struct visit *v)
{
	sql_asks_send(v->ask, visit_path(v, "ref"));
	deed(v, "/requests/%s/sent");
}
