/* Ranks open tasks for a volunteer, with the reasons as columns. */
#include <stdlib.h>
#include <string.h>

#include "ranking.h"
#include "sql.h"

static const char *const columns[] = { "ref", "title", "group_name", "kind",
	"minutes", "afar", "place", "deadline", "two", "full", "rule",
	"checked", "known", "missing", "wanted", "hours", "km", "misses" };

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))
#define SHOWN	10 /* of them come from the database */

static int
number(const struct set *set, size_t row, const char *name, int absent)
{
	const char *text = set_get(set, row, name);

	return (text == NULL ? absent : (int)strtol(text, NULL, 10));
}

static bool
yes(const struct set *set, size_t row, const char *name)
{
	const char *text = set_get(set, row, name);

	return (text != NULL && *text == 't');
}

static struct match_place
place(const struct set *set, size_t row)
{
	const char	  *latitude = set_get(set, row, "latitude");
	const char	  *longitude = set_get(set, row, "longitude");
	struct match_place p = { 0 };

	if (latitude != NULL && longitude != NULL) {
		p.known = true;
		p.latitude = strtod(latitude, NULL);
		p.longitude = strtod(longitude, NULL);
	}
	return (p);
}

void
ranking_task(struct match_task *t, const struct set *set, size_t row)
{
	t->ref = set_get(set, row, "ref");
	t->afar = yes(set, row, "afar");
	t->place = place(set, row);
	t->languages = match_languages(set_get(set, row, "languages"));
	t->hours = match_hours(set_get(set, row, "hours"));
	t->credentials = match_credentials(set_get(set, row, "credentials"));
	t->skill_count = match_skills(set_get(set, row, "skills"), t->skills);
}

void
ranking_person(struct match_person *p, const struct set *set, size_t row)
{
	p->ref = set_get(set, row, "ref");
	p->afar = yes(set, row, "afar");
	p->vetted = yes(set, row, "vetted");
	p->paused = yes(set, row, "paused");
	p->member = yes(set, row, "member");
	p->taken = yes(set, row, "taken");
	p->place = place(set, row);
	p->reach_km = number(set, row, "reach_km", 0);
	p->capacity = number(set, row, "capacity", 0);
	p->held = number(set, row, "held", 0);
	p->days_since_asked = number(set, row, "days", MATCH_UNKNOWN);
	p->languages = match_languages(set_get(set, row, "languages"));
	p->hours = match_hours(set_get(set, row, "hours"));
	p->credentials = match_credentials(set_get(set, row, "credentials"));
	p->skill_count = match_skills(set_get(set, row, "skills"), p->skills);
}

/* Row of the tasks held against the person. */
static struct match_result
fit(struct match_person *person, const struct set *tasks, size_t row)
{
	struct match_result result = { .row = row };
	struct match_task   task;

	ranking_task(&task, tasks, row);
	person->member = yes(tasks, row, "member");
	person->taken = yes(tasks, row, "taken");
	match_pair(&task, person, &result);
	return (result);
}

static const char *
text(struct visit *v, int n)
{
	return (n == MATCH_UNKNOWN ? NULL : visit_print(v, "%d", n));
}

/* Whether there is something to tell that the person may lack. */
static bool
misses(const struct match_result *r)
{
	return (r->number[MATCH_WHY_MISSING] > 0 ||
	    r->number[MATCH_WHY_HOURS] == 0 || r->rule == MATCH_LANGUAGE ||
	    r->rule == MATCH_REACH);
}

/* A row of the list, with its reasons. */
static void
row_add(struct visit *v, struct set *out, const struct set *tasks,
    const struct match_result *result, size_t row)
{
	const char *cells[COLUMNS] = { 0 };
	const int  *n = result->number;
	size_t	    i;

	for (i = 0; i < SHOWN; i++)
		cells[i] = set_get(tasks, row, columns[i]);
	cells[i++] = match_rule_name(result->rule);
	cells[i++] = text(v, n[MATCH_WHY_CHECKED]);
	cells[i++] = text(v, n[MATCH_WHY_SKILLS]);
	cells[i++] = text(v, n[MATCH_WHY_MISSING]);
	cells[i++] = text(v, n[MATCH_WHY_SKILLS] + n[MATCH_WHY_MISSING]);
	cells[i++] = text(v, n[MATCH_WHY_HOURS]);
	cells[i++] = text(v, n[MATCH_WHY_KM]);
	cells[i++] = misses(result) ? "yes" : NULL;
	set_add(out, cells);
}

static struct match_result *
ranked(const struct set *me, const struct set *tasks, size_t n)
{
	struct match_result *results = calloc(n + 1, sizeof(*results));
	struct match_person  person;
	size_t		     i;

	if (results == NULL)
		abort();
	ranking_person(&person, me, 0);
	person.paused = false; /* of the person, the same for every task: */
	person.held = 0;       /* the page says it once */
	for (i = 0; i < n; i++)
		results[i] = fit(&person, tasks, i);
	match_rank(results, n, NULL);
	return (results);
}

/* Where the page begins; a task that is gone leads to the first page. */
static size_t
first(const struct set *tasks, const struct match_result *results,
    const char *after)
{
	size_t i, n = set_rows(tasks);

	if (after == NULL)
		return (0);
	for (i = 0; i < n; i++)
		if (strcmp(set_get(tasks, results[i].row, "ref"), after) == 0)
			return (i + 1);
	return (0);
}

static struct set *
best(struct visit *v, const struct set *me, const struct set *tasks,
    const char *after, const char **next)
{
	struct set	    *out = set_new(columns, COLUMNS);
	size_t		     i, row, n = set_rows(tasks), end;
	struct match_result *results = ranked(me, tasks, n);

	i = first(tasks, results, after);
	end = n - i > RANKING_PAGE ? i + RANKING_PAGE : n;
	for (; i < end; i++) {
		row = results[i].row;
		row_add(v, out, tasks, &results[i], row);
		if (i + 1 == end && end < n)
			*next = set_get(tasks, row, "ref");
	}
	free(results);
	return (out);
}

struct set *
ranking_tasks(struct visit *v, const struct set *me, const struct set *tasks,
    const char *after, const char **next)
{
	*next = NULL;
	if (me != NULL)
		return (best(v, me, tasks, after, next));
	if (set_rows(tasks) > RANKING_PAGE)
		*next = set_get(tasks, RANKING_PAGE - 1, "ref");
	return (set_part(tasks, 0, RANKING_PAGE));
}

static struct set *
fitted(struct visit *v, const struct set *me, const struct set *task)
{
	struct set	   *out = set_new(columns, COLUMNS);
	struct match_person person;
	struct match_result result;

	ranking_person(&person, me, 0);
	result = fit(&person, task, 0);
	row_add(v, out, task, &result, 0);
	return (out);
}

/* One task as a volunteer reads it: on its own page, and invited to it. */
void
ranking_ask(struct visit *v, const char *ref)
{
	sql_tasks_show(v->ask, ref);
	sql_tasks_show_story(v->ask, ref);
	sql_tasks_show_hours(v->ask, ref);
	sql_tasks_show_skills(v->ask, ref);
	sql_tasks_show_languages(v->ask, ref);
	sql_tasks_rank_me(v->ask);
	sql_tasks_show_rank(v->ask, ref);
}

void
ranking_reply(struct visit *v, const struct page *page)
{
	const struct set *me = visit_set(v, &SQL_tasks_rank_me);
	const struct set *task = visit_set(v, &SQL_tasks_show_rank);

	if (set_rows(me) > 0 && set_rows(task) > 0)
		view_take(v->view, "fit", fitted(v, me, task));
	reply_page(v, page);
}
