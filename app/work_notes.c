/* What a volunteer found and did; it stays with the task. */
#include "nouns.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form work_notes_new_form = { "work_notes_new",
	(const struct field[]){ { .name = "note",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_work_notes_body_missing,
				    .secrets = true },
	    { 0 } } };

void
work_notes_new(struct visit *v)
{
	sql_work_notes_new(v->ask, visit_path(v, "ref"),
	    visit_field(v, "note"));
	deed(v, "/matches/%s");
}
