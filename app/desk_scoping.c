/* Splitting a request into tasks: the smallest useful help first. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

#define SKILLS 5 /* as many as one task may ask for */

static const char *const kinds[] = { "answer", "call", "on_site", "project",
	NULL };
static const char *const reaches[] = { "afar", "there", "either", NULL };
static const char *const credentials[] = { "degree", "certificate", "training",
	"reference", NULL };
static const char *const needs[] = { "must_1", "must_2", "must_3", "nice_1",
	"nice_2", "nice_3", NULL };

#define SKILL(n)                                                           \
	{ .name = "skill_" n, .kind = FIELD_CHOICE, .optional = true },    \
	{                                                                  \
		.name = "need_" n, .kind = FIELD_CHOICE, .choices = needs, \
		.optional = true                                           \
	}

const struct form desk_task_form = { "desk_task",
	(const struct field[]){ { .name = "kind",
				    .kind = FIELD_CHOICE,
				    .choices = kinds,
				    .missing = SAY_desk_kind_missing },
	    { .name = "title",
		.kind = FIELD_LINE,
		.min = 1,
		.max = 100,
		.missing = SAY_desk_task_title_missing },
	    { .name = "summary",
		.kind = FIELD_TEXT,
		.max = 600,
		.optional = true,
		.secrets = true },
	    { .name = "effort",
		.kind = FIELD_HOURS,
		.min = 5,
		.max = 1800,
		.missing = SAY_desk_effort_missing,
		.wrong = SAY_desk_effort_wrong },
	    { .name = "reach",
		.kind = FIELD_CHOICE,
		.choices = reaches,
		.missing = SAY_desk_reach_missing },
	    { .name = "seats",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "1", "2", NULL },
		.missing = SAY_desk_seats_missing },
	    { .name = "deadline",
		.kind = FIELD_DATE,
		.optional = true,
		.wrong = SAY_desk_deadline_wrong },
	    { .name = "languages",
		.kind = FIELD_CHOICES,
		.min = 1,
		.missing = SAY_desk_languages_missing },
	    { .name = "credential",
		.kind = FIELD_CHOICE,
		.choices = credentials,
		.optional = true },
	    SKILL("1"), SKILL("2"), SKILL("3"), SKILL("4"), SKILL("5"),
	    { 0 } } };

/* "laptops:2:t wifi:1:f", as the database and the ranking read it. */
static const char *
skills(struct visit *v)
{
	const char *all = "", *skill, *need;
	int	    i;

	for (i = 1; i <= SKILLS; i++) {
		skill = visit_field(v, visit_print(v, "skill_%d", i));
		need = visit_field(v, visit_print(v, "need_%d", i));
		if (skill != NULL && need != NULL)
			all = visit_print(v, "%s%s%s:%c:%c", all,
			    *all == '\0' ? "" : " ", skill, need[5],
			    *need == 'm' ? 't' : 'f');
	}
	return (all);
}

/* A skill and how well it must be known go together. */
static const char *
half(struct visit *v)
{
	const char *need;
	int	    i;

	for (i = 1; i <= SKILLS; i++) {
		need = visit_print(v, "need_%d", i);
		if ((visit_field(v, visit_print(v, "skill_%d", i)) == NULL) !=
		    (visit_field(v, need) == NULL))
			return (need);
	}
	return (NULL);
}

static int64_t
whole(struct visit *v, const char *field)
{
	return (strtoll(visit_field(v, field), NULL, 10));
}

static void
writing(struct visit *v)
{
	const struct set *request = visit_set(v, &SQL_desk_tasks_write);

	if (set_rows(request) == 0) {
		reply_absent(v);
		return;
	}
	view_fill(v->view, request, 0);
	reply_page(v, &PAGE_desk_tasks_new);
}

void
desk_tasks_write(struct visit *v)
{
	sql_desk_tasks_write(v->ask, visit_path(v, "ref"));
	sql_desk_tasks_skills(v->ask);
	sql_desk_tasks_languages(v->ask);
	ask(v, writing);
}

void
desk_tasks_new(struct visit *v)
{
	if (half(v) != NULL) {
		again(v, half(v), SAY_desk_skill_missing);
		return;
	}
	sql_desk_tasks_new(v->ask, visit_path(v, "ref"), visit_field(v, "kind"),
	    visit_field(v, "title"), visit_field(v, "summary"),
	    whole(v, "effort"), visit_field(v, "reach"), whole(v, "seats"),
	    visit_field(v, "deadline"), visit_fields(v, "languages"),
	    visit_field(v, "credential"), skills(v));
	deed(v, "/desk/requests/%s");
}

static void
editing(struct visit *v)
{
	const struct set *task = visit_set(v, &SQL_desk_tasks_edit);

	if (set_rows(task) == 0) {
		reply_absent(v);
		return;
	}
	view_fill(v->view, task, 0);
	reply_page(v, &PAGE_desk_tasks_change);
}

void
desk_tasks_edit(struct visit *v)
{
	sql_desk_tasks_edit(v->ask, visit_path(v, "ref"));
	sql_desk_tasks_skills(v->ask);
	sql_desk_tasks_languages(v->ask);
	ask(v, editing);
}

void
desk_tasks_change(struct visit *v)
{
	if (half(v) != NULL) {
		again(v, half(v), SAY_desk_skill_missing);
		return;
	}
	sql_desk_tasks_change(v->ask, visit_path(v, "ref"),
	    visit_field(v, "kind"), visit_field(v, "title"),
	    visit_field(v, "summary"), whole(v, "effort"),
	    visit_field(v, "reach"), whole(v, "seats"),
	    visit_field(v, "deadline"), visit_fields(v, "languages"),
	    visit_field(v, "credential"), skills(v));
	deed(v, "/desk/tasks/%s");
}

static void
cancelling(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_desk_tasks_edit)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_desk_tasks_cancel);
}

void
desk_tasks_cancelling(struct visit *v)
{
	sql_desk_tasks_edit(v->ask, visit_path(v, "ref"));
	ask(v, cancelling);
}

void
desk_tasks_cancel(struct visit *v)
{
	sql_desk_tasks_cancel(v->ask, visit_path(v, "ref"));
	deed(v, "/desk/requests/%s");
}
