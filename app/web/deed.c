/* Deeds: how one ends, and the form once more when it cannot. */
#include <stdlib.h>
#include <string.h>

#include "machine.h"
#include "pages.h"
#include "words.h"

/* Where the deed leads: `to` with its %s become ref. */
static const char *
target(struct visit_machine *m, const char *ref)
{
	const char *to = m->deed_to == NULL ? "/" : m->deed_to;
	const char *place = strstr(to, "%s");

	if (place == NULL)
		return (to);
	return (memory_print(&m->memory, "%.*s%s%s", (int)(place - to), to,
	    ref == NULL ? "" : ref, place + 2));
}

/* There, with the banner's key behind it. */
static void
onward(struct visit *v, const char *ref, const char *said)
{
	struct visit_machine *m = v->machine;
	const char	     *path = target(m, ref);

	if (m->login_new != NULL)
		visit_cookie_set(v, "login", m->login_new,
		    86400 * (int)strtol(site_setting("login_days"), NULL, 10));
	if (said == NULL || *said == '\0')
		reply_to(v, "%s", path);
	else
		reply_to(v, "%s%csaid=%s", path,
		    strchr(path, '?') == NULL ? '?' : '&', said);
}

static void
concluded(struct visit *v, const char *answer, const char *ref,
    const char *said)
{
	int say = said == NULL ? -1 : say_find(said);

	if (answer != NULL && strcmp(answer, "done") == 0) {
		onward(v, ref, said);
	} else if (answer != NULL && strcmp(answer, "lost") == 0) {
		view_value(v->view, "ref", ref);
		if (ref != NULL && *ref != '\0')
			view_value(v->view, "onward", target(v->machine, ref));
		if (say >= 0)
			view_value(v->view, "lost",
			    say_text(v->machine->language, (enum say)say));
		reply_late(v, &PAGE_lost, 409);
	} else {
		reply_late(v, &PAGE_absent, 404);
	}
}

static void
ended(struct visit *v)
{
	const struct batch *batch = v->machine->job.batch;
	const struct set   *set = batch->entries[batch->used - 1].set;
	size_t		    row = set_rows(set);

	if (row-- == 0)
		concluded(v, "absent", NULL, NULL);
	else
		concluded(v, set_get(set, row, "answer"),
		    set_get(set, row, "ref"), set_get(set, row, "said"));
}

void
deed(struct visit *v, const char *to)
{
	v->machine->deed_to = memory_str(&v->machine->memory, to);
	ask(v, ended);
}

/* The guard's NC200 carries the first one's answer: answer|ref|said. */
void
deed_repeat(struct visit *v)
{
	char *rest =
	    memory_str(&v->machine->memory, v->machine->job.trouble.detail);
	char *answer = strsep(&rest, "|"), *ref = strsep(&rest, "|");
	char *said = strsep(&rest, "|");

	sealed_drop(v->machine);
	concluded(v, answer, ref, said);
}

void
deed_again(struct visit *v)
{
	struct visit_machine *m = v->machine;

	m->status = 400;
	m->mode = MODE_AGAIN;
	ask_begin(m);
	if (v->route->again == NULL)
		reply_trouble(v, 400);
	else
		v->route->again(v);
}

void
again(struct visit *v, const char *field, enum say say)
{
	view_error(v->view, field, say);
	v->machine->next = deed_again;
}

/* One of the words, which stand apart by a space each. */
static bool
listed(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words; n > 0; at += n) {
		if ((at = strstr(at, word)) == NULL)
			return (false);
		if ((at == words || at[-1] == ' ') &&
		    (at[n] == ' ' || at[n] == '\0'))
			return (true);
	}
	return (false);
}

bool
reply_unless(struct visit *v, const struct set *set, const char *column,
    const char *words, const char *to)
{
	const char *value = set_get(set, 0, column);

	if (v->machine->method == POST ||
	    (value != NULL && listed(words, value)))
		return (false);
	reply_to(v, "%s", to);
	return (true);
}
