/* Times: proposed, picked, moved, cancelled, kept; and as .ics. */
#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form appointments_fix_form = { "appointments_fix",
	(const struct field[]){
	    { .name = "appointment",
		.kind = FIELD_REF,
		.missing = SAY_appointments_appointment_missing },
	    { .name = "there", .kind = FIELD_REF, .optional = true }, { 0 } } };

const struct form appointments_cancel_form = { "appointments_cancel",
	(const struct field[]){ { .name = "words",
				    .kind = FIELD_TEXT,
				    .max = 4000,
				    .optional = true,
				    .secrets = true },
	    { 0 } } };

const struct form appointments_outcome_form = { "appointments_outcome",
	(const struct field[]){
	    { .name = "outcome",
		.kind = FIELD_CHOICE,
		.choices = (const char *const[]){ "held", "missed", NULL },
		.missing = SAY_appointments_outcome_missing },
	    { 0 } } };

void
appointments_fix(struct visit *v)
{
	sql_appointments_fix(v->ask, visit_path(v, "ref"),
	    visit_field(v, "appointment"), visit_field(v, "there"));
	deed(v, "/matches/%s");
}

static void
cancelling(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_appointments_show)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_appointments_give_up);
}

void
appointments_give_up(struct visit *v)
{
	sql_appointments_show(v->ask, visit_path(v, "ref"));
	ask(v, cancelling);
}

void
appointments_cancel(struct visit *v)
{
	const char *words = visit_field(v, "words");

	sql_appointments_cancel(v->ask, visit_path(v, "ref"),
	    words == NULL ? "" : words);
	deed(v, "/matches/%s");
}

void
appointments_outcome(struct visit *v)
{
	sql_appointments_outcome(v->ask, visit_path(v, "ref"),
	    visit_field(v, "outcome"));
	deed(v, "/matches/%s");
}

/* The sentence for how they meet, with what was agreed about it. */
static const char *
described(struct visit *v, const struct set *s)
{
	const char *how = set_get(s, 0, "how");
	const char *words = set_get(s, 0, "details");
	enum say    say = SAY_calendar_visit;

	if (strcmp(how, "phone") == 0)
		say = SAY_calendar_phone;
	else if (strcmp(how, "video") == 0)
		say = SAY_calendar_video;
	return (visit_print(v, "%s\n%s\n%s/matches/%s",
	    say_text(view_language(v->view), say), words, visit_base_url(v),
	    set_get(s, 0, "match_ref")));
}

static void
written(struct visit *v)
{
	const struct set     *s = visit_set(v, &SQL_appointments_ics);
	struct calendar_event e;
	char		     *ics;

	if (set_rows(s) == 0) {
		reply_absent(v);
		return;
	}
	memset(&e, 0, sizeof(e));
	e.uid = visit_print(v, "%s@nocape", set_get(s, 0, "uid"));
	e.sequence = set_get(s, 0, "sequence");
	e.cancelled = strcmp(set_get(s, 0, "cancelled"), "t") == 0;
	e.stamp = set_get(s, 0, "stamp");
	e.starts = set_get(s, 0, "starts");
	e.ends = set_get(s, 0, "ends");
	e.summary = visit_print(v, "%s: %s", set_get(s, 0, "other"),
	    set_get(s, 0, "title"));
	e.description = described(v, s);
	e.url = visit_print(v, "%s/matches/%s", visit_base_url(v),
	    set_get(s, 0, "match_ref"));
	ics = calendar_write(&e);
	reply_body(v, "text/calendar; charset=utf-8", "appointment.ics", ics,
	    strlen(ics));
	free(ics);
}

/* /appointments/NC-7Q4F-K2.ics */
void
appointments_ics(struct visit *v)
{
	const char *file = visit_path(v, "file");
	size_t	    n = strlen(file);

	if (n < 4 || strcmp(file + n - 4, ".ics") != 0) {
		reply_absent(v);
		return;
	}
	sql_appointments_ics(v->ask, visit_print(v, "%.*s", (int)n - 4, file));
	ask(v, written);
}
