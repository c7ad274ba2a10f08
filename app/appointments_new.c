/* Up to five times in one go: a day, from and until in each row. */
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"
#include "words.h"

#define ROWS 5

#define ROW(n)                                                        \
	{ .name = "date" n,                                           \
		.kind = FIELD_DATE,                                   \
		.optional = true,                                     \
		.wrong = SAY_appointments_date_wrong },               \
	    { .name = "from" n,                                       \
		    .kind = FIELD_TIME,                               \
		    .optional = true,                                 \
		    .wrong = SAY_appointments_from_wrong },           \
	{                                                             \
		.name = "to" n, .kind = FIELD_TIME, .optional = true, \
		.wrong = SAY_appointments_to_wrong                    \
	}

const struct form appointments_new_form = { "appointments_new",
	(const struct field[]){ ROW("1"), ROW("2"), ROW("3"), ROW("4"),
	    ROW("5"),
	    { .name = "how",
		.kind = FIELD_CHOICE,
		.optional = true,
		.choices =
		    (const char *const[]){ "phone", "video", "visit", NULL },
		.missing = SAY_appointments_how_missing },
	    { .name = "details",
		.kind = FIELD_TEXT,
		.max = 400,
		.optional = true,
		.secrets = true },
	    { .name = "there", .kind = FIELD_REF, .optional = true },
	    { .name = "replaces", .kind = FIELD_REF, .optional = true },
	    { 0 } } };

static const char *const days[ROWS] = { "date1", "date2", "date3", "date4",
	"date5" };
static const char *const froms[ROWS] = { "from1", "from2", "from3", "from4",
	"from5" };
static const char *const untils[ROWS] = { "to1", "to2", "to3", "to4", "to5" };

static void
written(struct visit *v)
{
	const struct set *match = visit_set(v, &SQL_matches_show);

	if (set_rows(match) == 0 ||
	    strcmp(set_get(match, 0, "side"), "desk") == 0) {
		reply_absent(v);
		return;
	}
	if (reply_unless(v, match, "state", "agreed scheduled working",
		visit_print(v, "/matches/%s", visit_path(v, "ref"))))
		return;
	view_fill(v->view, visit_set(v, &SQL_appointments_moved), 0);
	reply_page(v, &PAGE_appointments_propose);
}

/* ?replaces=NC-…: the appointment that the new times would move. */
void
appointments_propose(struct visit *v)
{
	const char *replaces = visit_field(v, "replaces");

	if (replaces == NULL)
		replaces = visit_query(v, "replaces");
	sql_matches_show(v->ask, visit_path(v, "ref"));
	sql_appointments_moved(v->ask, visit_path(v, "ref"), replaces);
	sql_matches_show_members(v->ask, visit_path(v, "ref"));
	sql_matches_show_story(v->ask, visit_path(v, "ref"));
	sql_matches_show_hours(v->ask, visit_path(v, "ref"));
	ask(v, written);
}

static bool
given(struct visit *v, const char *name)
{
	const char *value = visit_field(v, name);

	return (value != NULL && *value != '\0');
}

static const char *
wrong(struct visit *v, const char *field, enum say say)
{
	view_error(v->view, field, say);
	return (field);
}

/* The last field of a row that is wrong without looking at a clock, or NULL. */
static const char *
row_wrong(struct visit *v, size_t i)
{
	const char *field = NULL;
	bool	    day = given(v, days[i]);
	bool	    from = given(v, froms[i]);
	bool	    until = given(v, untils[i]);

	if (!day && !from && !until)
		return (NULL);
	if (!day)
		field = wrong(v, days[i], SAY_appointments_date_missing);
	if (!from)
		field = wrong(v, froms[i], SAY_appointments_from_missing);
	if (!until)
		field = wrong(v, untils[i], SAY_appointments_to_missing);
	if (from && until &&
	    strcmp(visit_field(v, untils[i]), visit_field(v, froms[i])) <= 0)
		field = wrong(v, untils[i], SAY_appointments_to_early);
	return (field);
}

/* The last wrong field, so that one answer lists all that is wrong. */
static const char *
rows_wrong(struct visit *v)
{
	const char *field = NULL, *last = NULL;
	size_t	    i, used = 0;

	for (i = 0; i < ROWS; i++) {
		if ((field = row_wrong(v, i)) != NULL)
			last = field;
		used += given(v, days[i]);
	}
	if (last == NULL && used == 0)
		last = wrong(v, days[0], SAY_appointments_times_missing);
	if (!given(v, "how"))
		last = wrong(v, "how", SAY_appointments_how_missing);
	return (last);
}

/* Five values as the database reads an array; all were normalised. */
static const char *
column(struct visit *v, const char *const *names)
{
	const char *list = "{";
	size_t	    i;

	for (i = 0; i < ROWS; i++)
		list = visit_print(v, "%s%s\"%s\"", list, i == 0 ? "" : ",",
		    given(v, names[i]) ? visit_field(v, names[i]) : "");
	return (visit_print(v, "%s}", list));
}

void
appointments_new(struct visit *v)
{
	const char *field = rows_wrong(v);

	if (field != NULL) {
		again(v, field, SAY_appointments_times_missing);
		return;
	}
	sql_appointments_new(v->ask, visit_path(v, "ref"), column(v, days),
	    column(v, froms), column(v, untils), visit_field(v, "how"),
	    visit_field(v, "details"), visit_field(v, "there"),
	    visit_field(v, "replaces"));
	deed(v, "/matches/%s");
}
