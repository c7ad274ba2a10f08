/* Reads values, sentences and arguments where they stand. */
#include <string.h>

#include "compile_page.h"

struct node *
node_add(struct making *m, enum node_kind kind)
{
	struct nodes *out = m->out;
	struct node  *n;

	out->each = grown(out->each, out->used, sizeof *n);
	n = &out->each[out->used++];
	memset(n, 0, sizeof *n);
	n->kind = kind;
	n->file = m->file;
	n->line = m->line;
	return n;
}

void
placed(struct making *m, const struct reader *r)
{
	m->file = r->file;
	m->line = r->line;
}

/* {{name}}, {{name|filter}} */
void
value(struct making *m, const struct reader *r, const char *content)
{
	char  *bar = strchr(content, '|');
	size_t n = bar == NULL ? strlen(content) : (size_t)(bar - content);
	bool   url = false, ref = false;
	struct node *node, made = { 0 };

	if (bar != NULL)
		made.filter = filter_read(m, bar + 1, &url, &ref);
	made.name = name_read(m, name_expand(r, copy(content, n)));
	if (ref && !m->page->mail)
		html_feed(m, "<span class=\"nc-ref\">", 21);
	made.escape = html_value(m, url, made.filter);
	node = node_add(m, NODE_VALUE);
	node->name = made.name;
	node->filter = made.filter;
	node->escape = made.escape;
	if (ref && !m->page->mail)
		html_feed(m, "</span>", 7);
}

/* Whether there was a space at the end. */
static bool
message_trim(struct nodes *nodes)
{
	struct node *last;
	bool	     was = false;

	if (nodes->used == 0)
		return false;
	last = &nodes->each[nodes->used - 1];
	while (last->kind == NODE_TEXT && last->text.used > 0 &&
	    is_space(last->text.bytes[last->text.used - 1])) {
		last->text.bytes[--last->text.used] = '\0';
		was = true;
	}
	return was;
}

/* Nodes move when a list grows, so each list is made apart and stored when
 * it is complete. */
struct nodes
listed(struct making *m, struct reader *r, const char *closer,
    enum ended *ended)
{
	struct nodes list = { 0 }, *before = m->out;

	m->out = &list;
	*ended = block(m, r, closer);
	m->out = before;
	return list;
}

/* One form of a sentence, without the space around it. */
static struct nodes
form(struct making *m, struct reader *r, const char *closer, bool last,
    bool *space)
{
	const struct html before = m->html;
	const int	  from = r->line;
	struct nodes	  list;
	enum ended	  ended;

	m->html.spaced = true;
	m->html.floor = before.depth;
	list = listed(m, r, closer, &ended);
	nest_ended(m, before.depth);
	m->html.floor = before.floor;
	*space = message_trim(&list);
	if (last && ended == ENDED_AT_BAR)
		refuse(r->file, r->line,
		    "this {{|}} needs a number: "
		    "{{#_ name}}one{{|}}others{{/_}}");
	if (!last && ended == ENDED)
		refuse(r->file, from,
		    "{{#_ name}} needs two forms: "
		    "{{#_ name}}one{{|}}others{{/_}}");
	if (!html_same(&before, &m->html))
		refuse(r->file, from,
		    "a sentence must close the tags it "
		    "opens");
	return list;
}

void
message(struct making *m, struct reader *r, const char *closer,
    const char *count)
{
	struct node made = { .kind = NODE_MESSAGE };
	bool	    space;

	placed(m, r);
	if (m->message) { /* a sentence given to a sentence */
		if (*count != '\0' || block(m, r, closer) == ENDED_AT_BAR)
			refuse(r->file, r->line, "a plural in a sentence");
		return;
	}
	html_section(m);
	if (m->html.state == IN_TAG)
		refuse(m->file, m->line, "a sentence between attributes");
	if (is_space(*r->at) && !m->page->mail)
		html_feed(m, " ", 1);
	made.file = r->file;
	made.line = r->line;
	m->message = true;
	m->message_attr = m->html.state == IN_VALUE;
	made.plural = *count != '\0';
	if (made.plural)
		made.name = name_read(m, count);
	made.body = form(m, r, closer, !made.plural, &space);
	if (made.plural)
		made.many = form(m, r, closer, true, &space);
	m->html.spaced = m->message = m->message_attr = false;
	*node_add(m, NODE_MESSAGE) = made;
	if (space && !m->page->mail)
		html_feed(m, " ", 1);
}

static struct reader
arg_reader(const struct arg *arg)
{
	return (struct reader){ .file = arg->source.file,
		.line = arg->source.line,
		.start = arg->source.text,
		.at = arg->source.text,
		.scope = arg->scope };
}

/* {{$name}}: what was given, with the names of where it was given. */
void
argument(struct making *m, const struct reader *r, const char *content)
{
	const char	 *bar = strchr(content, '|');
	const struct arg *arg;
	struct reader	  inner;
	char		 *name = copy(content,
		bar == NULL ? strlen(content) : (size_t)(bar - content));
	bool		  dynamic = false;

	if (!is_name(name, strlen(name)))
		refuse(r->file, r->line, "\"$%s\" is no argument", name);
	arg = arg_find(r, name);
	if (!arg_given(arg))
		return;
	if (bar != NULL) {
		char *only = arg->kind == ARG_TEXT
		    ? arg_literal(r, name, &dynamic)
		    : NULL;

		if (dynamic) {
			value(m, r, copy_print("%s%s", only, bar));
			return;
		}
		if (strcmp(bar, "|url") != 0)
			refuse(r->file, r->line,
			    "$%s is not one value, so "
			    "%s cannot be used",
			    name, bar);
	}
	inner = arg_reader(arg);
	if (arg->kind == ARG_SENTENCE)
		message(m, &inner, NULL, "");
	else
		block(m, &inner, NULL);
	placed(m, r);
}
