/* Nothing typed is lost: a form that could not be sent is kept, or shown. */
#include <string.h>

#include "core/utf8.h"
#include "form.h"
#include "machine.h"
#include "own.h"
#include "pages.h"
#include "route.h"
#include "sql.h"

enum { KEPT_MOST = 256 << 10 }; /* kept_forms_body_length */

static const struct field *
described(const struct route *route, const char *name)
{
	const struct field *f;

	if (route == NULL || route->form == NULL)
		return (NULL);
	for (f = route->form->fields; f->name != NULL; f++) {
		if (strcmp(f->name, name) == 0)
			return (f);
	}
	return (NULL);
}

/* Token and operation are made afresh or carried apart; a password, or a
 * code that opens a door, is never written anywhere. */
static bool
carried(const struct route *route, const char *name)
{
	const struct field *f = described(route, name);

	if (strcmp(name, "token") == 0 || strcmp(name, "op") == 0)
		return (false);
	return (f == NULL || (f->kind != FIELD_PASSWORD && !f->unkept));
}

static bool
words(const struct route *route, const char *name)
{
	const struct field *f = described(route, name);

	return (f != NULL &&
	    (f->kind == FIELD_TEXT || f->kind == FIELD_LINE ||
		f->kind == FIELD_MAIL || f->kind == FIELD_PHONE ||
		f->kind == FIELD_DATE || f->kind == FIELD_TIME ||
		f->kind == FIELD_HOURS || f->kind == FIELD_NUMBER ||
		f->kind == FIELD_LINK));
}

static void
listed(struct visit *v, const struct route *route, const struct pairs *pairs)
{
	static const char *const columns[] = { "name", "value", "words" };
	const char		*values[3];
	struct set		*set = set_new(columns, 3);
	char			*mended;
	size_t			 i;

	for (i = 0; i < pairs->used; i++) {
		if (!carried(route, pairs->at[i].name))
			continue;
		mended = memory_get(&v->machine->memory,
		    pairs->at[i].length * 3 + 1);
		utf8_mend(mended, pairs->at[i].value, pairs->at[i].length);
		values[0] = pairs->at[i].name;
		values[1] = mended;
		values[2] = words(route, values[0]) ? mended : NULL;
		set_add(set, values);
	}
	view_take(v->view, "kept", set);
}

/* {{#kept}}{{name}}{{value}}{{words}}{{/kept}}, to be sent to {{kept_to}}. */
void
kept_fields(struct visit *v, const struct pairs *pairs, const char *path)
{
	struct visit_machine *m = v->machine;
	struct pairs	      segments = { 0 };
	const struct route   *route = NULL;
	bool		      other;

	if (path_read(&m->memory, &segments,
		memory_copy(&m->memory, path, strcspn(path, "?"))))
		route = route_find(ROUTES, POST, &segments, &other);
	listed(v, route, pairs);
	view_value(v->view, "kept_to", path);
}

void
kept_show(struct visit *v, const struct page *page, int status)
{
	struct visit_machine *m = v->machine;

	if (status == 503)
		reply_header(v, "retry-after", "5");
	kept_fields(v, &m->typed, arrive_place(m));
	reply_status(v, page, status);
}

/* Too many from there: the page itself holds what was typed. */
static void
stored(struct visit *v)
{
	if (*set_get(visit_set(v, &SQL_visits_keep), 0, "kept") == 't')
		reply_to(v, "%s?next=/kept", v->machine->door);
	else
		kept_show(v, &PAGE_kept, 403);
}

void
kept_store(struct visit *v, const char *door)
{
	struct visit_machine *m = v->machine;
	struct pairs	      fields = { 0 };
	const char	     *body;
	size_t		      i;

	for (i = 0; i < m->typed.used; i++) {
		if (carried(v->route, m->typed.at[i].name))
			pairs_add(&m->memory, &fields, &m->typed.at[i]);
	}
	body = urlencoded_write(&m->memory, &fields);
	if (strlen(body) > KEPT_MOST) {
		reply_trouble(v, 413);
		return;
	}
	m->door = door;
	m->mode = MODE_KEEP;
	ask_begin(m);
	sql_visits_keep(v->ask, visit_browser(v), arrive_place(m), body,
	    visit_client(v));
	ask(v, stored);
}

static void
found(struct visit *v)
{
	const struct set *set = visit_set(v, &SQL_visits_kept);
	struct pairs	  fields = { 0 };
	const char	 *body = set_get(set, 0, "body");

	if (set_rows(set) == 0 || body == NULL) {
		reply_to(v, "/");
		return;
	}
	if (*visit_who(v, "half") != '\0') {
		reply_to(v, "/second-factor?next=/kept");
		return;
	}
	(void)urlencoded_read(&v->machine->memory, &fields, body, strlen(body));
	kept_fields(v, &fields, set_get(set, 0, "path"));
	reply_page(v, &PAGE_kept);
}

void
own_kept(struct visit *v)
{
	sql_visits_kept(v->ask, visit_browser(v));
	ask(v, found);
}
