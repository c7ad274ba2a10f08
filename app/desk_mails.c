/* The mails of the demo, as their recipients got them. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/visit.h"

static bool
demo(void)
{
	const char *on = visit_setting("demo");

	return (on != NULL && strcmp(on, "on") == 0);
}

/* Numbers of mails; whatever else is typed counts as none. */
static int64_t
number(const char *text)
{
	int64_t n = text == NULL ? 0 : strtoll(text, NULL, 10);

	return (n < 0 || n == INT64_MAX ? 0 : n);
}

static void
listed(struct visit *v)
{
	visit_more(v, &SQL_desk_mails_list, "before", "id");
	reply_page(v, &PAGE_desk_mails_list);
}

void
desk_mails_list(struct visit *v)
{
	if (!demo()) {
		reply_absent(v);
		return;
	}
	sql_desk_mails_list(v->ask, number(visit_query(v, "before")));
	ask(v, listed);
}

/* A line of the mail; an address of this site becomes a local link. */
static void
line(struct visit *v, struct set *lines, const char *text, size_t length)
{
	const char *base = visit_base_url(v);
	size_t	    n = strlen(base), end;
	const char *row = visit_print(v, "%.*s", (int)length, text);
	const char *at = strstr(row, base);
	const char *cells[] = { row, NULL, NULL };

	if (at != NULL && at[n] == '/') {
		end = n + strcspn(at + n, " <>\"");
		cells[0] = visit_print(v, "%.*s", (int)(at - row), row);
		cells[1] = visit_print(v, "%.*s", (int)end, at);
		cells[2] = at + end;
	}
	set_add(lines, cells);
}

static void
shown(struct visit *v)
{
	static const char *const columns[] = { "text", "link", "rest" };
	const struct set	*mail = visit_set(v, &SQL_desk_mails_show);
	struct set		*lines;
	const char		*s;
	size_t			 n;

	if (set_rows(mail) == 0) {
		reply_absent(v);
		return;
	}
	lines = set_new(columns, 3);
	for (s = set_get(mail, 0, "body"); *s != '\0';
	     s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		line(v, lines, s, n);
	}
	view_take(v->view, "lines", lines);
	reply_page(v, &PAGE_desk_mails_show);
}

void
desk_mails_show(struct visit *v)
{
	if (!demo()) {
		reply_absent(v);
		return;
	}
	sql_desk_mails_show(v->ask, number(visit_path(v, "id")));
	ask(v, shown);
}
