/* What a volunteer offers: one question at a time, saved as it goes. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

static void save_skills(struct visit *);
static void save_levels(struct visit *);
static void save_languages(struct visit *);
static void save_where(struct visit *);
static void save_place(struct visit *);
static void save_hours(struct visit *);
static void save_capacity(struct visit *);
static void save_words(struct visit *);
static void save_interests(struct visit *);
static void save_credential(struct visit *);

static const struct question { /* name: the last word of its path */
	const char	  *name;
	const struct page *page;
	step		  *save;
} questions[] = {
	{ "skills", &PAGE_volunteers_skills, save_skills },
	{ "levels", &PAGE_volunteers_levels, save_levels },
	{ "languages", &PAGE_volunteers_languages, save_languages },
	{ "where", &PAGE_volunteers_where, save_where },
	{ "place", &PAGE_volunteers_towns, save_place },
	{ "hours", &PAGE_volunteers_hours, save_hours },
	{ "capacity", &PAGE_volunteers_capacity, save_capacity },
	{ "words", &PAGE_volunteers_words, save_words },
	{ "credentials", &PAGE_volunteers_credentials, save_credential },
	{ "interests", &PAGE_volunteers_interests, save_interests },
};

enum { QUESTIONS = sizeof(questions) / sizeof(questions[0]) };

/* Also of what hangs below a question. */
static size_t
asked(struct visit *v)
{
	const char *path = v->route->path + strlen("/volunteer");
	size_t	    i;

	for (i = 0; i < QUESTIONS - 1; i++)
		if (strstr(path, questions[i].name) != NULL)
			break;
	return (i);
}

/* Where somebody goes back to who changes one answer; NULL: goes on. */
static const char *
then_to(struct visit *v)
{
	const char *then = visit_query(v, "then");

	if (then == NULL ||
	    (strcmp(then, "check") != 0 && strcmp(then, "profile") != 0))
		return (NULL);
	return (then);
}

/* A question and, with it, the way back. */
static const char *
path_to(struct visit *v, const char *name)
{
	const char *then = then_to(v);

	return (visit_print(v, "/volunteer/%s%s%s", name,
	    then == NULL ? "" : "?then=", then == NULL ? "" : then));
}

/* What follows question i.  Levels follow skills, and the choice of a town
 * follows its name, whatever the way back. */
static const char *
onward(struct visit *v, size_t i)
{
	const char *then = then_to(v), *name = questions[i].name;

	if (strcmp(name, "skills") == 0)
		return (path_to(v, "levels"));
	if (strcmp(name, "where") == 0)
		return (path_to(v, "place"));
	if (then != NULL && strcmp(then, "profile") == 0)
		return ("/volunteer");
	if (then != NULL || i + 1 == QUESTIONS)
		return ("/volunteer/check");
	return (path_to(v, questions[i + 1].name));
}

static const char *
back(struct visit *v, size_t i)
{
	const char *then = then_to(v);

	if (then != NULL && strcmp(then, "check") == 0)
		return ("/volunteer/check");
	if (then != NULL || i == 0)
		return ("/volunteer");
	if (strcmp(questions[i - 1].name, "place") == 0)
		i--;
	return (visit_print(v, "/volunteer/%s", questions[i - 1].name));
}

/* A town that is in no doubt needs no choice. */
static bool
settled(const struct question *q, const struct set *mine)
{
	return (
	    q->save == save_place && *set_get(mine, 0, "place_open") != 't');
}

static void
shown(struct visit *v)
{
	const struct set      *mine = visit_set(v, &SQL_volunteers_show);
	const struct question *q = &questions[asked(v)];

	if (set_rows(mine) == 0) {
		reply_to(v, "/volunteer");
		return;
	}
	if (settled(q, mine)) {
		reply_to(v, "%s", onward(v, asked(v)));
		return;
	}
	view_fill(v->view, mine, 0);
	view_value(v->view, "back", back(v, asked(v)));
	view_value(v->view, "onward", onward(v, asked(v)));
	view_value(v->view, "then", then_to(v));
	reply_page(v, q->page);
}

void
volunteers_ask(struct visit *v)
{
	const struct question *q = &questions[asked(v)];

	sql_volunteers_show(v->ask);
	if (q->save == save_skills)
		sql_volunteers_skills(v->ask);
	else if (q->save == save_levels)
		sql_volunteers_show_skills(v->ask);
	else if (q->save == save_languages)
		sql_volunteers_languages(v->ask);
	else if (q->save == save_place)
		sql_volunteers_towns(v->ask);
	else if (q->save == save_credential)
		sql_volunteers_show_credentials(v->ask);
	ask(v, shown);
}

void
volunteers_save(struct visit *v)
{
	size_t i = asked(v);

	questions[i].save(v);
	deed(v,
	    questions[i].save == save_credential ? path_to(v, "credentials")
						 : onward(v, i));
}

static void
save_skills(struct visit *v)
{
	sql_volunteers_save_skills(v->ask, visit_fields(v, "skills"));
}

static void
save_levels(struct visit *v)
{
	sql_volunteers_save_levels(v->ask, visit_fields(v, "level"));
}

static void
save_languages(struct visit *v)
{
	sql_volunteers_save_languages(v->ask, visit_fields(v, "languages"));
}

/* -1: more than the database counts, so surely none of ours. */
static int64_t
whole(const char *text)
{
	long long n = text == NULL ? 0 : strtoll(text, NULL, 10);

	return (n >= 0 && n <= INT32_MAX ? n : -1);
}

static void
save_where(struct visit *v)
{
	sql_volunteers_save_where(v->ask, visit_field(v, "how"),
	    visit_field(v, "town"), whole(visit_field(v, "reach_km")));
}

/* "none" is no number: 0. */
static void
save_place(struct visit *v)
{
	sql_volunteers_save_place(v->ask, whole(visit_field(v, "place")));
}

static void
save_hours(struct visit *v)
{
	sql_volunteers_save_hours(v->ask, visit_fields(v, "hours"));
}

static void
save_capacity(struct visit *v)
{
	sql_volunteers_save_capacity(v->ask, whole(visit_field(v, "capacity")));
}

static void
save_words(struct visit *v)
{
	sql_volunteers_save_words(v->ask, visit_field(v, "words"));
}

static void
save_interests(struct visit *v)
{
	sql_volunteers_save_interests(v->ask, visit_field(v, "interests"));
}

static void
save_credential(struct visit *v)
{
	sql_credentials_new(v->ask, visit_field(v, "kind"),
	    visit_field(v, "title"), visit_field(v, "issuer"));
}

void
credentials_remove(struct visit *v)
{
	sql_credentials_remove(v->ask, visit_path(v, "ref"));
	deed(v, path_to(v, "credentials"));
}
