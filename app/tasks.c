/* Open tasks: who needs a hand, and whether it fits. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "ranking.h"
#include "sql.h"
#include "web/visit.h"

/* What a list may be narrowed to; the empty word comes first: anything. */
static const char *const reaches[] = { "", "near", "afar", NULL };
static const char *const efforts[] = { "", "15", "60", "300", "more", NULL };
static const char *const kinds[] = { "", "answer", "call", "on_site", "project",
	NULL };

#define MOST 100000 /* minutes; more than any task */

struct filter {
	const char *skill;
	const char *reach;
	const char *kind;
	const char *language;
	int	    least;
	int	    most;
};

/* Without the words that narrow nothing. */
static const char *
given(const char *word)
{
	return (word == NULL || *word == '\0' ? NULL : word);
}

static struct filter
filter(struct visit *v)
{
	const char   *effort = given(visit_query_of(v, "effort", efforts));
	struct filter f = { .most = MOST };

	f.skill = given(visit_query(v, "skill"));
	f.reach = given(visit_query_of(v, "reach", reaches));
	f.kind = given(visit_query_of(v, "kind", kinds));
	f.language = given(visit_query(v, "language"));
	if (effort != NULL && strcmp(effort, "more") == 0)
		f.least = 301;
	else if (effort != NULL)
		f.most = (int)strtol(effort, NULL, 10);
	return (f);
}

/* The filter's fields as they were chosen. */
static void
filter_shown(struct visit *v)
{
	static const char *const names[] = { "skill", "reach", "effort", "kind",
		"language" };
	size_t			 i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (given(visit_query(v, names[i])) == NULL)
			continue;
		view_typed_add(v->view, names[i], visit_query(v, names[i]));
		view_value(v->view, "filtered", "yes");
	}
}

static bool
newest(struct visit *v)
{
	const char *order = visit_query(v, "order");

	return (order != NULL && strcmp(order, "new") == 0);
}

/* Whether the best fitting come first. */
static bool
ranked(struct visit *v)
{
	return (*visit_login(v) != '\0' && !newest(v));
}

/* Past the ranked ones, the list goes on with what is older. */
static void
older(struct visit *v, const struct set *ranked, const char *next)
{
	size_t n = set_rows(ranked);

	if (next == NULL && n == 200)
		view_value(v->view, "older", set_get(ranked, n - 1, "ref"));
}

/* Nothing was asked of the list: its plain first page. */
static bool
plain(struct visit *v, const struct filter *f)
{
	return (!ranked(v) && f->skill == NULL && f->reach == NULL &&
	    f->kind == NULL && f->language == NULL && f->least == 0 &&
	    f->most == MOST && given(visit_query(v, "after")) == NULL);
}

static const struct set *
found(struct visit *v)
{
	const struct set *tasks = visit_set(v, &SQL_tasks_newest);

	return (tasks != NULL ? tasks : visit_set(v, &SQL_tasks_list));
}

static void
listed(struct visit *v)
{
	const struct set *tasks = found(v);
	const struct set *me = NULL;
	const char	 *next;

	if (ranked(v) && set_rows(visit_set(v, &SQL_tasks_rank_me)) > 0) {
		me = visit_set(v, &SQL_tasks_rank_me);
		tasks = visit_set(v, &SQL_tasks_rank);
	}
	view_take(v->view, "tasks",
	    ranking_tasks(v, me, tasks, visit_query(v, "after"), &next));
	view_value(v->view, "next", next);
	view_value(v->view, "ranked", me != NULL ? "yes" : NULL);
	view_value(v->view, "newest", newest(v) ? "yes" : NULL);
	if (me != NULL)
		older(v, tasks, next);
	filter_shown(v);
	reply_page(v, &PAGE_tasks_list);
}

void
tasks_list(struct visit *v)
{
	struct filter f = filter(v);

	if (plain(v, &f)) {
		sql_tasks_newest(v->ask);
		ask(v, listed);
		return;
	}
	if (ranked(v)) {
		sql_tasks_rank_me(v->ask);
		sql_tasks_rank(v->ask, f.skill, f.reach, f.most, f.least,
		    f.kind, f.language);
	}
	sql_tasks_list(v->ask, f.skill, f.reach, f.most, f.least, f.kind,
	    f.language, visit_query(v, "after"), !ranked(v));
	ask(v, listed);
}

static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_tasks_show)) == 0)
		reply_absent(v);
	else
		ranking_reply(v, &PAGE_tasks_show);
}

void
tasks_show(struct visit *v)
{
	ranking_ask(v, visit_path(v, "ref"));
	ask(v, shown);
}
