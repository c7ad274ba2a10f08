/*
 * Two people kept apart, because one of them wished it.
 *
 * Who opens this page, what they want, what they fear, what they do next: a
 * volunteer or somebody of a group after help that went badly.  They want not
 * to meet that person here again, and fear that the other finds out, or that
 * they lose the help they have.  So the page says that nobody is told, what
 * changes, and how to end help that still goes on first; their own page lists
 * whom they keep apart and lets them think again.
 */
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

const struct form blocks_new_form = { "blocks_new",
	(const struct field[]){ { .name = "person",
				    .kind = FIELD_LINE,
				    .min = 1,
				    .max = 20,
				    .missing = SAY_blocks_person_known },
	    { 0 } } };

static void
written(struct visit *v)
{
	if (set_rows(visit_set(v, &SQL_blocks_write)) == 0)
		reply_absent(v);
	else
		reply_page(v, &PAGE_blocks_new);
}

void
blocks_write(struct visit *v)
{
	sql_blocks_write(v->ask, visit_path(v, "ref"));
	sql_blocks_write_people(v->ask, visit_path(v, "ref"));
	ask(v, written);
}

void
blocks_new(struct visit *v)
{
	sql_blocks_new(v->ask, visit_path(v, "ref"), visit_field(v, "person"));
	deed(v, "/me");
}

void
blocks_end(struct visit *v)
{
	sql_blocks_end(v->ask, visit_path(v, "person"));
	deed(v, "/me");
}
