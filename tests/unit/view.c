/* Views: values, fields as they were typed, arrays, errors.  What templates
 * make of them is in compile_page.t. */
#include <stdlib.h>

#include "tap.h"
#include "web/set.h"
#include "web/view_own.h"
#include "web/view_run.h"
#include "words.h"

static void
buffers(void)
{
	struct buffer b = { 0 };
	int	      i;

	buffer_add(&b, "", 0);
	tap_int((int64_t)b.used, 0, "nothing added");
	for (i = 0; i < 10000; i++)
		buffer_str(&b, "abc");
	tap_int((int64_t)b.used, 30000, "a buffer grows");
	tap_ok(memcmp(b.bytes + 29997, "abc", 3) == 0, "and keeps its bytes");
	buffer_release(&b);
	tap_ok(b.bytes == NULL && b.used == 0, "and can be used again");
}

static void
values(void)
{
	struct view *v = view_new(LANG_EN);
	char	     value[] = "one";

	view_value(v, "a", value);
	value[0] = 'x';
	tap_str(view_valued(v, "a"), "one", "values are copied");
	view_value(v, "a", view_valued(v, "a"));
	tap_str(view_valued(v, "a"), "one", "a value set to itself");
	view_value(v, "a", "two");
	tap_str(view_valued(v, "a"), "two", "the later value stays");
	view_value(v, "a", NULL);
	tap_str(view_valued(v, "a"), NULL, "NULL makes it empty");
	tap_str(view_valued(v, "b"), NULL, "one that was never set");
	tap_str(view_valued(v, "errors_any"), NULL, "no errors yet");
	tap_str(view_valued(v, "_any"), NULL, "_any alone is no name");
	tap_int(view_language(v), LANG_EN, "the language");
	view_free(v);
	view_free(NULL);
}

static void
sets(void)
{
	static const char *const column[] = { "n" };
	struct view		*v = view_new(LANG_EN);
	struct set		*mine = set_new(column, 1), *yours;
	size_t			 hint = 99;

	view_set(v, "rows", mine);
	tap_ok(view_named(v, "rows", &hint) == mine, "a set by its name");
	tap_int((int64_t)hint, 0, "where it stands");
	tap_ok(view_named(v, "none", &hint) == NULL, "no such set");
	yours = set_new(column, 1);
	set_add(yours, (const char *const[]){ "1" });
	view_take(v, "rows", yours);
	tap_ok(view_named(v, "rows", &hint) == yours, "a later one replaces");
	tap_str(view_valued(v, "rows_any"), "t", "it has rows");
	view_take(v, "rows", yours);
	tap_int((int64_t)set_rows(yours), 1, "taken twice, still there");
	view_set(v, "rows", mine);
	tap_str(view_valued(v, "rows_any"), NULL, "it has none");
	set_free(mine);
	view_free(v);
}

static void
typed(void)
{
	struct view *v = view_new(LANG_EN);

	tap_str(view_typed(v, "day", 0), NULL, "nothing typed");
	view_typed_add(v, "day", "mon");
	view_typed_add(v, "other", "x");
	view_typed_add(v, "day", "tue");
	tap_str(view_typed(v, "day", 0), "mon", "the first value");
	tap_str(view_typed(v, "day", 1), "tue", "the second");
	tap_str(view_typed(v, "day", 2), NULL, "no third");
	view_typed_clear(v, "day");
	tap_str(view_typed(v, "day", 0), NULL, "cleared");
	tap_str(view_typed(v, "other", 0), "x", "only that field");
	view_free(v);
}

/* What a cell becomes in a form: its values joined by | */
static const char *
filled(const char *cell)
{
	static const char *const column[] = { "f" };
	static char		 joined[256];
	struct view		*v = view_new(LANG_EN);
	struct set		*s = set_new(column, 1);
	const char		*value;
	size_t			 i;

	set_add(s, (const char *const[]){ cell });
	view_fill(v, s, 0);
	joined[0] = '\0';
	for (i = 0; (value = view_typed(v, "f", i)) != NULL; i++)
		snprintf(joined + strlen(joined),
		    sizeof(joined) - strlen(joined), "%s%s", i > 0 ? "|" : "",
		    value);
	view_free(v);
	set_free(s);
	return (joined);
}

static void
fills(void)
{
	tap_str(filled("plain"), "plain", "a plain value");
	tap_str(filled(NULL), "", "NULL");
	tap_str(filled(""), "", "empty");
	tap_str(filled("{}"), "", "an empty array");
	tap_str(filled("{a}"), "a", "an array of one");
	tap_str(filled("{mon_morning,tue,wed}"), "mon_morning|tue|wed",
	    "of three");
	tap_str(filled("{\"a b\",\"c,d\",\"\"}"), "a b|c,d|", "quoted ones");
	tap_str(filled("{\"a\\\"b\",\"c\\\\d\"}"), "a\"b|c\\d", "escapes");
	tap_str(filled("{NULL,\"NULL\"}"), "NULL", "NULL, and the word NULL");
	tap_str(filled("{\"}\"}"), "}", "a brace in quotes");
	tap_str(filled("{a"), "{a", "never closed: as it stands");
	tap_str(filled("{a} b"), "{a} b", "text behind: as it stands");
	tap_str(filled("{a,}"), "{a,}", "an empty element: as it stands");
	tap_str(filled("{,a}"), "{,a}", "an empty first: as it stands");
	tap_str(filled("{{a},{b}}"), "{{a},{b}}", "two dimensions: likewise");
	tap_str(filled("{\"a}"), "{\"a}", "an open quote: likewise");
	tap_str(filled("{\"a\\"), "{\"a\\", "an open escape: likewise");
	tap_str(filled("{hello there}"), "{hello there}",
	    "braces around words a person wrote");
	tap_str(filled("{"), "{", "a brace");
}

static void
kept(void)
{
	static const char *const columns[] = { "a", "b", "c", "d" };
	struct view		*v = view_new(LANG_EN);
	struct set		*s = set_new(columns, 4);

	set_add(s, (const char *const[]){ "1", "{x,y}", "3", "4" });
	view_typed_add(v, "a", "typed");
	view_typed_add(v, "b", NULL);
	view_typed_add(v, "c", "");
	view_fill(v, s, 0);
	view_fill(v, s, 1);
	view_fill(v, NULL, 0);
	tap_str(view_typed(v, "a", 0), "typed", "what was typed stays");
	tap_str(view_typed(v, "b", 0), NULL, "unticked boxes stay unticked");
	tap_str(view_typed(v, "c", 0), "", "a field that was emptied stays");
	tap_str(view_typed(v, "d", 0), "4", "others are filled");
	set_free(s);
	view_free(v);
}

static void
errors(void)
{
	struct view *v = view_new(LANG_PSEUDO);

	tap_ok(!view_has_errors(v), "no errors");
	view_error(v, "day", SAY_weekday_1);
	view_error(v, "day", SAY_weekday_2);
	view_error(v, "other", SAY_weekday_2);
	tap_ok(view_has_errors(v), "errors");
	tap_str(view_wrong(v, "day"), say_text(LANG_PSEUDO, SAY_weekday_1),
	    "the first sentence wins");
	tap_str(view_wrong(v, "none"), NULL, "none for another field");
	tap_int((int64_t)set_rows(v->errors), 2, "two in the summary");
	tap_str(set_get(v->errors, 1, "field"), "other", "in order");
	tap_str(view_valued(v, "errors_any"), "t", "errors_any");
	view_free(v);
}

static void
words(void)
{
	tap_str(say_text(LANG_EN, SAY_weekday_1), "Monday", "a sentence");
	tap_int(say_find("weekday_1"), SAY_weekday_1, "found by its key");
	tap_int(say_find("none"), SAY_none, "none is 0");
	tap_int(SAY_none, 0, "and 0 is none");
	tap_int(say_find("no_such"), -1, "no such key");
	tap_int(say_find(NULL), -1, "nor NULL");
	tap_str(say_text(LANG_EN, (enum say)100000), "", "out of range");
	tap_str(say_field(SAY_weekday_1), NULL, "shown at no field");
}

static void
addresses(void)
{
	static const struct {
		const char *address;
		bool	    good;
	} cases[] = { { "https://example.org/", true }, { "HTTP://a", true },
		{ "mailto:ruth@example.org", true }, { "tel:+44", true },
		{ "/tasks", true }, { "/", true }, { "#here", true },
		{ "//evil.example", false }, { "/\\evil.example", false },
		{ "javascript:alert(1)", false }, { "JavaScript:x", false },
		{ "data:text/html,x", false }, { " https://a", false },
		{ "java\nscript:x", false }, { "/\t/evil", false },
		{ "https:", false }, { "tasks", false }, { "", false },
		{ "\x01javascript:x", false }, { "vbscript:x", false } };
	struct buffer b = { 0 };
	struct run    r = { NULL, &b, NULL, LANG_EN };
	size_t	      i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		b.used = 0;
		run_escaped(&r, cases[i].address, strlen(cases[i].address),
		    ESCAPE_URL);
		tap_ok((b.used != 1 || b.bytes[0] != '#') == cases[i].good,
		    "address %zu is %s", i, cases[i].good ? "good" : "bad");
	}
	buffer_release(&b);
}

int
main(void)
{
	buffers();
	values();
	sets();
	typed();
	fills();
	kept();
	errors();
	words();
	addresses();
	return (tap_end());
}
