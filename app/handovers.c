/* Handing over: five fields, each filled or "nothing changed". */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

#define FIELDS 5

#define TOLD(n)                                                         \
	{ .name = n,                                                    \
		.kind = FIELD_TEXT,                                     \
		.max = 4000,                                            \
		.optional = true,                                       \
		.secrets = true },                                      \
	{                                                               \
		.name = n "_same", .kind = FIELD_TICK, .optional = true \
	}

const struct form handovers_new_form = { "handovers_new",
	(const struct field[]){ TOLD("changed"), TOLD("lives"), TOLD("access"),
	    TOLD("undo"), TOLD("renews"), { 0 } } };

static const struct {
	const char *name;
	const char *same;
	enum say    missing;
} told[FIELDS] = { { "changed", "changed_same", SAY_handovers_changed_missing },
	{ "lives", "lives_same", SAY_handovers_lives_missing },
	{ "access", "access_same", SAY_handovers_access_missing },
	{ "undo", "undo_same", SAY_handovers_undo_missing },
	{ "renews", "renews_same", SAY_handovers_renews_missing } };

static void
written(struct visit *v)
{
	const struct set *match = visit_set(v, &SQL_matches_show);

	if (set_rows(match) == 0 ||
	    strcmp(set_get(match, 0, "side"), "volunteer") != 0) {
		reply_absent(v);
		return;
	}
	if (reply_unless(v, match, "state", "working",
		visit_print(v, "/matches/%s", visit_path(v, "ref"))))
		return;
	view_fill(v->view, visit_set(v, &SQL_handovers_write), 0);
	reply_page(v, &PAGE_handovers_write);
}

void
handovers_write(struct visit *v)
{
	sql_matches_show(v->ask, visit_path(v, "ref"));
	sql_handovers_write(v->ask, visit_path(v, "ref"));
	ask(v, written);
}

static const char *
word(struct visit *v, size_t i)
{
	const char *value = visit_field(v, told[i].name);

	if (value != NULL && *value != '\0')
		return (value);
	return (
	    visit_field(v, told[i].same) == NULL ? NULL : "nothing_changed");
}

void
handovers_new(struct visit *v)
{
	const char *words[FIELDS];
	size_t	    i, last = FIELDS;

	for (i = 0; i < FIELDS; i++)
		if ((words[i] = word(v, i)) == NULL) {
			view_error(v->view, told[i].name, told[i].missing);
			last = i;
		}
	if (last < FIELDS) {
		again(v, told[last].name, told[last].missing);
		return;
	}
	sql_handovers_new(v->ask, visit_path(v, "ref"), words[0], words[1],
	    words[2], words[3], words[4]);
	deed(v, "/matches/%s");
}
