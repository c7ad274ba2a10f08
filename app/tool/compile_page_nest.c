/* Elements must close in the order they opened, within the section, the
 * sentence or the page that opened them. */
#include <string.h>

#include "compile_page.h"

static bool
listed_in(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

static bool
is_void(const char *name)
{
	static const char *const list[] = { "area", "base", "br", "col",
		"embed", "hr", "img", "input", "link", "meta", "source",
		"track", "wbr", NULL };

	return listed_in(name, list);
}

/* What ends a paragraph that is open, whatever its author thought. */
static bool
ends_paragraph(const char *name)
{
	static const char *const list[] = { "address", "article", "aside",
		"blockquote", "details", "div", "dl", "fieldset", "figure",
		"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
		"hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
		NULL };

	return listed_in(name, list);
}

/* Only within SVG does a slash close. */
static bool
drawing(const struct html *h)
{
	size_t i;

	for (i = 0; i < h->depth; i++)
		if (strcmp(h->open[i].name, "svg") == 0)
			return true;
	return false;
}

void
nest_open(struct making *m)
{
	struct html *h = &m->html;
	size_t	     i;

	for (i = 0; i < h->depth; i++)
		if (strcmp(h->open[i].name, "p") == 0 &&
		    ends_paragraph(h->element))
			refuse(m->file, h->line,
			    "<%s> inside of the <p> of "
			    "line %d",
			    h->element, h->open[i].line);
	if (is_void(h->element))
		return;
	if (h->slash && !drawing(h))
		refuse(m->file, h->line, "<%s/> closes nothing in HTML",
		    h->element);
	if (h->slash)
		return;
	if (h->depth == NEST_MAX)
		refuse(m->file, h->line, "<%s> is nested too deeply",
		    h->element);
	memcpy(h->open[h->depth].name, h->element, sizeof h->element);
	h->open[h->depth].file = m->file;
	h->open[h->depth].line = h->line;
	h->depth++;
}

void
nest_close(struct making *m)
{
	struct html    *h = &m->html;
	struct element *last;

	if (h->depth == 0)
		refuse(m->file, h->line, "</%s> closes nothing", h->element);
	if (h->depth <= h->floor)
		refuse(m->file, h->line,
		    "</%s> closes what was opened "
		    "outside of this section or sentence",
		    h->element);
	last = &h->open[h->depth - 1];
	if (strcmp(last->name, h->element) != 0)
		refuse(m->file, h->line, "</%s>, but open is <%s> of %s:%d",
		    h->element, last->name, last->file, last->line);
	h->depth--;
}

void
nest_ended(struct making *m, size_t depth)
{
	const struct element *last;

	if (m->html.depth <= depth)
		return;
	last = &m->html.open[m->html.depth - 1];
	refuse(last->file, last->line, "<%s> is not closed", last->name);
}
