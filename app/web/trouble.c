/* What the database did not do, and what the visitor hears of it. */
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "machine.h"
#include "pages.h"
#include "words.h"

/* A broken constraint has a sentence under its name, at a field. */
static bool
sentence(struct visit_machine *m)
{
	int	    say = say_find(m->job.trouble.constraint);
	const char *field;

	if (say <= 0 || m->mode != MODE_FIRST)
		return (false);
	field = say_field((enum say)say);
	again(&m->visit, field == NULL ? "main-content" : field, (enum say)say);
	return (true);
}

static bool
overtaken(const char *state)
{
	return (strcmp(state, "40P01") == 0 || strcmp(state, "40001") == 0 ||
	    strcmp(state, "55P03") == 0);
}

static void
away(struct visit_machine *m, bool unsure)
{
	if (m->method == POST && m->visit.route != NULL)
		kept_show(&m->visit, unsure ? &PAGE_unknown : &PAGE_unsaved,
		    503);
	else
		reply_trouble(&m->visit, 503);
}

/* The guard's own words. */
static bool
guarded(struct visit_machine *m)
{
	const char *state = m->job.trouble.state;

	if (strcmp(state, "NC401") == 0)
		kept_store(&m->visit, "/sign-in");
	else if (strcmp(state, "NC410") == 0)
		/* erased meanwhile: what they typed is not kept */
		reply_to(&m->visit, "/sign-in");
	else if (strcmp(state, "NC403") == 0)
		kept_store(&m->visit, "/second-factor");
	else if (strcmp(state, "NC428") == 0)
		kept_store(&m->visit, "/confirm");
	else if (strcmp(state, "NC404") == 0)
		reply_late(&m->visit, &PAGE_absent, 404);
	else if (strcmp(state, "NC423") == 0)
		reply_to(&m->visit, "/suspended");
	else if (strcmp(state, "NC200") == 0)
		deed_repeat(&m->visit);
	else if (strcmp(state, "NC429") == 0)
		reply_wait(&m->visit,
		    (int)strtol(m->job.trouble.detail, NULL, 10));
	else
		return (false);
	return (true);
}

static void
failed(struct visit_machine *m)
{
	const char *state = m->job.trouble.state;

	if (guarded(m))
		return;
	if (strncmp(state, "23", 2) == 0 && sentence(m))
		return;
	log_trouble(m->id, &m->job.trouble);
	if (strcmp(state, "57014") == 0)
		away(m, false);
	else if (overtaken(state))
		reply_late(&m->visit, &PAGE_lost, 409);
	else if (strncmp(state, "22", 2) == 0)
		reply_trouble(&m->visit, m->method == POST ? 400 : 404);
	else
		reply_trouble(&m->visit, 500);
}

void
trouble(struct visit_machine *m)
{
	if (m->late_page != NULL)
		reply_status(&m->visit, m->late_page, m->status);
	else if (m->job.end == DB_FAILED)
		failed(m);
	else
		away(m, m->job.end == DB_UNKNOWN);
}
