/* Words from one side of a match to the other. */
#include "nouns.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form messages_new_form = { "messages_new",
	(const struct field[]){ { .name = "body",
				    .kind = FIELD_TEXT,
				    .min = 1,
				    .max = 4000,
				    .missing = SAY_messages_body_missing,
				    .secrets = true },
	    { 0 } } };

void
messages_new(struct visit *v)
{
	sql_messages_new(v->ask, visit_path(v, "ref"), visit_field(v, "body"));
	deed(v, "/matches/%s");
}
