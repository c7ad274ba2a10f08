/*
 * A pause that a coordinator puts on somebody's account.
 *
 * Who opens these pages, what they want, what they fear, what they do next:
 * - A coordinator, after something went wrong: wants it to stop today, fears
 *   to be unfair or to leave a group without help.  Reads first what ends
 *   with it, then says why and until when, in words the person will read.
 * - Who was paused, at a page in place of all others: wants to know why and
 *   for how long, fears that a judgement was made without them.  Reads the
 *   reason, what happens to what was open, and answers, once; then waits
 *   for a day that is named.
 * - The coordinator who reads the answer: ends the pause or keeps it, with
 *   words either way.
 */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form suspensions_new_form = { "suspensions_new",
	(const struct field[]){ { .name = "reason",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 1000,
				    .missing = SAY_suspensions_reason_missing },
	    { .name = "next_step",
		.kind = FIELD_TEXT,
		.min = 1,
		.max = 1000,
		.missing = SAY_suspensions_next_step_missing },
	    { .name = "until",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "day", "open", NULL },
		.missing = SAY_suspensions_until_missing },
	    { .name = "back_on",
		.kind = FIELD_DATE,
		.optional = true,
		.wrong = SAY_suspensions_back_on_missing },
	    { 0 } } };

const struct form suspensions_decide_form = { "suspensions_decide",
	(const struct field[]){
	    { .name = "verdict",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "lift", "keep", NULL },
		.missing = SAY_suspensions_verdict_missing },
	    { .name = "decision",
		.kind = FIELD_TEXT,
		.min = 1,
		.max = 1000,
		.missing = SAY_suspensions_decision_missing },
	    { 0 } } };

const struct form suspensions_answer_form = { "suspensions_answer",
	(const struct field[]){ { .name = "words",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_suspensions_words_missing },
	    { 0 } } };

static void
written(struct visit *v)
{
	const struct set *person = visit_set(v, &SQL_suspensions_write);

	if (set_rows(person) == 0)
		reply_absent(v);
	else if (!reply_unless(v, person, "can", "t",
		     visit_print(v, "/desk/people/%s", visit_path(v, "ref"))))
		reply_page(v, &PAGE_suspensions_new);
}

void
suspensions_write(struct visit *v)
{
	sql_suspensions_write(v->ask, visit_path(v, "ref"));
	ask(v, written);
}

void
suspensions_new(struct visit *v)
{
	const char *day = visit_field(v, "back_on");

	if (strcmp(visit_field(v, "until"), "open") == 0)
		day = NULL;
	else if (day == NULL || *day == '\0') {
		again(v, "back_on", SAY_suspensions_back_on_missing);
		return;
	}
	sql_suspensions_new(v->ask, visit_path(v, "ref"),
	    visit_field(v, "reason"), visit_field(v, "next_step"), day);
	deed(v, "/desk/people/%s");
}

void
suspensions_decide(struct visit *v)
{
	sql_suspensions_decide(v->ask, visit_path(v, "ref"),
	    visit_field(v, "verdict"), visit_field(v, "decision"));
	deed(v, "/desk/people/%s");
}

/* Whoever is not paused any more has their own page again. */
static void
shown(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_suspensions_show)) == 0)
		reply_to(v, "/me");
	else
		reply_page(v, &PAGE_suspensions_show);
}

void
suspensions_show(struct visit *v)
{
	sql_suspensions_show(v->ask);
	ask(v, shown);
}

void
suspensions_answer(struct visit *v)
{
	sql_suspensions_answer(v->ask, visit_field(v, "words"));
	deed(v, "/suspended");
}
