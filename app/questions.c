/* What a coordinator asked back, answered by a member of the group. */
#include "nouns.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form questions_answer_form = { "questions_answer",
	(const struct field[]){ { .name = "answer",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_questions_answer_missing,
				    .secrets = true },
	    { 0 } } };

void
questions_answer(struct visit *v)
{
	sql_questions_answer(v->ask, visit_path(v, "ref"),
	    visit_path(v, "question"), visit_field(v, "answer"));
	deed(v, "/requests/%s");
}
