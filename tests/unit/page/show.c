/* Renders every page and mail that compile_page.t made, with fixed data, into
 * DIR/NAME.en and DIR/NAME.qps. */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "pages.h"
#include "web/set.h"
#include "web/view.h"
#include "words.h"

static struct set *
tasks(void)
{
	static const char *const columns[] = { "ref", "title", "kind", "hours",
		"at", "url", "done", "name" };
	struct set		*s = set_new(columns, 8);

	set_add(s,
	    (const char *const[]){ "NC-1", "One & only", "call", "1",
		"2026-11-26 18:30", "https://example.org/?a=1&b=2", "t",
		NULL });
	set_add(s,
	    (const char *const[]){ "a/b c", "<Two>", "visit", "2", "2026-02-29",
		"javascript:alert(1)", "f", "" });
	set_add(s,
	    (const char *const[]){ "\xc3\xa9", "Three", "call", NULL,
		"2024-02-29 00:05:59.5", "//evil.example", "0", "Tom" });
	return (s);
}

static void
filled(struct view *v, struct set *shown, struct set *visit)
{
	view_set(v, "tasks", shown);
	view_set(v, "visit", visit);
	view_take(v, "empty", set_new((const char *const[]){ "ref" }, 1));
	view_value(v, "evil", "<b a=\"x\">'&\x01");
	view_value(v, "name", "Ruth");
	view_value(v, "count", "1");
	view_value(v, "many", "5");
	view_value(v, "minutes", "15");
	view_value(v, "six", "360");
	view_value(v, "half", "95");
	view_value(v, "hour", "70");
	view_value(v, "zero", "0");
	view_value(v, "text", "One\n\nTwo <b>\n");
	view_value(v, "begins", "\nline");
	view_value(v, "key", "lost_said");
	view_value(v, "unknown", "no_such_key");
	view_value(v, "kind", "visit");
	view_typed_add(v, "today", "\nI don't \"know\"");
	view_typed_add(v, "day", "mon");
	view_typed_add(v, "day", "NC-1");
	view_error(v, "today", SAY_password_in_text);
	view_error(v, "today", SAY_lost_said);
	view_error(v, "seat", SAY_lost_said);
}

static void
shown(const char *dir, const struct page *page, enum language language,
    struct view *v)
{
	struct buffer b = { 0 };
	char	      path[1024];
	FILE	     *f;
	int	      round;

	/* Twice: the second time, columns are remembered. */
	for (round = 0; round < 2; round++) {
		b.used = 0;
		page->write[language](v, &b);
	}
	snprintf(path, sizeof(path), "%s/%s.%s", dir, page->name,
	    language == LANG_EN ? "en" : "qps");
	if ((f = fopen(path, "w")) == NULL)
		err(1, "%s", path);
	if (b.used > 0)
		fwrite(b.bytes, 1, b.used, f);
	fclose(f);
	buffer_release(&b);
}

int
main(int argc, char **argv)
{
	static const char *const columns[] = { "zone_label", "who" };
	struct set		*rows = tasks(), *visit;
	struct view		*v;
	enum language		 language;
	size_t			 i;

	if (argc != 2)
		errx(2, "usage: show DIR");
	visit = set_new(columns, 2);
	set_add(visit, (const char *const[]){ "UK time", "Amina" });
	for (language = LANG_EN; language < LANGUAGES; language++) {
		v = view_new(language);
		filled(v, rows, visit);
		for (i = 0; PAGE_all[i] != NULL; i++)
			shown(argv[1], PAGE_all[i], language, v);
		for (i = 0; MAIL_all[i] != NULL; i++)
			shown(argv[1], MAIL_all[i], language, v);
		view_free(v);
	}
	set_free(visit);
	set_free(rows);
	return (0);
}
