/* Who suits a task, as rows with their reasons; for the page of a task. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "ranking.h"
#include "sql.h"
#include "web/visit.h"

#define SHOWN 20

static const char *const columns[] = { "ref", "name", "score", "rank",
	"checked", "wanted", "missing", "hours", "afar", "km", "room", "asked",
	"days", "rule", "claim", "seat", "words", "at", "due_on", "own" };

#define COLUMNS (sizeof columns / sizeof columns[0])

enum {
	REF,
	NAME,
	SCORE,
	RANK,
	CHECKED,
	WANTED,
	MISSING,
	HOURS,
	AFAR,
	KM,
	ROOM,
	ASKED,
	DAYS,
	RULE,
	CLAIM
};

struct ranking {
	struct match_task    task;
	struct match_person *people; /* one a row of the candidates */
	const struct set    *rows;
	size_t		     n;
};

static const char *
text(struct visit *v, int n)
{
	return (n == MATCH_UNKNOWN ? NULL : visit_print(v, "%d", n));
}

static const char *
asked(int days)
{
	return (days == MATCH_UNKNOWN ? "never" : days == 0 ? "today" : "days");
}

/* The cells that tell why. */
static void
reasons(struct visit *v, const struct ranking *r, const struct match_result *m,
    const char **cells)
{
	const int		  *n = m->number;
	const struct match_person *p = &r->people[m->row];

	cells[REF] = p->ref;
	cells[NAME] = set_get(r->rows, m->row, "name");
	cells[SCORE] = text(v, m->score);
	cells[CHECKED] = text(v, n[MATCH_WHY_CHECKED]);
	cells[WANTED] = text(v, n[MATCH_WHY_SKILLS] + n[MATCH_WHY_MISSING]);
	cells[MISSING] = text(v, n[MATCH_WHY_MISSING]);
	cells[HOURS] =
	    n[MATCH_WHY_HOURS] == 0 ? "none" : text(v, n[MATCH_WHY_HOURS]);
	cells[AFAR] = r->task.afar && p->afar ? "yes" : NULL;
	cells[KM] = cells[AFAR] == NULL ? text(v, n[MATCH_WHY_KM]) : NULL;
	cells[ROOM] = text(v, n[MATCH_WHY_ROOM]);
	cells[ASKED] = asked(n[MATCH_WHY_DAYS]);
	cells[DAYS] = text(v, n[MATCH_WHY_DAYS]);
	cells[RULE] = match_rule_name(m->rule);
}

static void
suggested(struct visit *v, const struct ranking *r,
    const struct match_result *results)
{
	struct set *out = set_new(columns, COLUMNS);
	size_t	    i;

	for (i = 0; i < r->n && i < SHOWN && results[i].rule == MATCH_FITS;
	     i++) {
		const char *cells[COLUMNS] = { 0 };

		reasons(v, r, &results[i], cells);
		cells[RANK] = text(v, (int)i + 1);
		set_add(out, cells);
	}
	view_take(v->view, "suggested", out);
}

/* How many each must rule was the first to leave out. */
static void
excluded(struct visit *v, const size_t counts[MATCH_RULES])
{
	static const char *const names[] = { "rule", "n" };
	struct set		*out = set_new(names, 2);
	size_t			 i;

	for (i = MATCH_FITS + 1; i < MATCH_RULES; i++) {
		const char *cells[] = { match_rule_name((enum match_rule)i),
			visit_print(v, "%zu", counts[i]) };

		if (counts[i] > 0)
			set_add(out, cells);
	}
	view_take(v->view, "excluded", out);
	view_value(v->view, "fitting",
	    visit_print(v, "%zu", counts[MATCH_FITS]));
}

/* How somebody fits who waits for the task: the own claim counts neither as
 * a place held nor as being there already. */
static void
claimed(struct visit *v, struct ranking *r, const char *ref, const char **cells)
{
	struct match_result result = { 0 };
	struct match_person person;

	while (result.row < r->n && strcmp(r->people[result.row].ref, ref) != 0)
		result.row++;
	if (result.row == r->n)
		return;
	person = r->people[result.row];
	person.taken = false;
	person.held--;
	match_pair(&r->task, &person, &result);
	reasons(v, r, &result, cells);
}

static void
claims(struct visit *v, struct ranking *r)
{
	const struct set *waiting = visit_set(v, &SQL_desk_tasks_show_claims);
	struct set	 *out = set_new(columns, COLUMNS);
	size_t		  row, i;

	for (row = 0; row < set_rows(waiting); row++) {
		const char *cells[COLUMNS] = { 0 };

		claimed(v, r, set_get(waiting, row, "person_ref"), cells);
		cells[REF] = set_get(waiting, row, "person_ref");
		cells[NAME] = set_get(waiting, row, "name");
		cells[CLAIM] = set_get(waiting, row, "ref");
		cells[RANK] = text(v, (int)row + 1);
		for (i = CLAIM + 1; i < COLUMNS; i++)
			cells[i] = set_get(waiting, row, columns[i]);
		set_add(out, cells);
	}
	view_take(v->view, "claims", out);
}

static void
ranked(struct visit *v, struct ranking *r)
{
	struct match_result *results = calloc(r->n + 1, sizeof *results);
	size_t		     counts[MATCH_RULES], i;

	if (results == NULL)
		abort();
	for (i = 0; i < r->n; i++) {
		match_pair(&r->task, &r->people[i], &results[i]);
		results[i].row = i;
	}
	match_rank(results, r->n, counts);
	suggested(v, r, results);
	excluded(v, counts);
	free(results);
}

void
desk_ranking(struct visit *v)
{
	const struct set *task = visit_set(v, &SQL_desk_tasks_show_wanted);
	struct ranking	  r = { .rows = visit_set(v,
				    &SQL_desk_tasks_show_candidates) };
	size_t		  i;

	r.n = set_rows(task) == 0 ? 0 : set_rows(r.rows);
	r.people = calloc(r.n + 1, sizeof *r.people);
	if (r.people == NULL)
		abort();
	if (set_rows(task) > 0)
		ranking_task(&r.task, task, 0);
	for (i = 0; i < r.n; i++)
		ranking_person(&r.people[i], r.rows, i);
	if (set_rows(task) > 0)
		ranked(v, &r);
	claims(v, &r);
	free(r.people);
}
