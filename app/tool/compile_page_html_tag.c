/* Follows the inside of tags: names, attributes, values. */
#include <ctype.h>
#include <string.h>

#include "compile_page.h"

static void
append(struct making *m, char *name, size_t size, char c)
{
	size_t n = strlen(name);

	if (n + 1 == size)
		refuse(m->file, m->line, "\"%s...\" is too long", name);
	name[n] = (char)tolower((unsigned char)c);
	name[n + 1] = '\0';
}

static void
tag_open(struct making *m, char c)
{
	struct html *h = &m->html;

	if (h->raw[0] != '\0' && !h->closing && c != '/')
		refuse(m->file, m->line, "<%s> holds no tags", h->raw);
	if (c == '!' && !h->closing) {
		h->state = TAG_BANG;
		return;
	}
	if (!h->closing)
		html_out(m, '<', false);
	if (c != '/' && !isalpha((unsigned char)c))
		refuse(m->file, m->line, "a < that opens no tag: write &lt;");
	html_out(m, c, false);
	if (c == '/' && !h->closing) {
		h->closing = true;
		return;
	}
	h->element[0] = '\0';
	h->slash = false;
	append(m, h->element, sizeof h->element, c);
	h->state = TAG_NAME;
}

static void
opened(struct making *m)
{
	struct html *h = &m->html;
	const bool   textarea = strcmp(h->element, "textarea") == 0;

	if (strcmp(h->element, "style") == 0)
		refuse(m->file, m->line, "no <style>: the sheet holds looks");
	if (textarea || strcmp(h->element, "title") == 0 ||
	    strcmp(h->element, "script") == 0)
		memcpy(h->raw, h->element, sizeof h->raw);
	if (strcmp(h->element, "pre") == 0)
		h->pre++;
	else if (!textarea)
		return;
	/* HTML drops one line break here: this one, not the value's own. */
	html_out(m, '\n', false);
	h->fresh = true;
}

static void
tag_end(struct making *m)
{
	struct html *h = &m->html;

	html_out(m, '>', false);
	h->state = IN_TEXT;
	if (!h->closing) {
		nest_open(m);
		opened(m);
		return;
	}
	if (h->raw[0] != '\0' && strcmp(h->raw, h->element) != 0)
		refuse(m->file, m->line, "<%s> holds no tags", h->raw);
	nest_close(m);
	h->raw[0] = '\0';
	if (strcmp(h->element, "pre") == 0 && h->pre > 0)
		h->pre--;
}

/* Between attributes: one space before each, none elsewhere. */
static void
in_tag(struct making *m, char c)
{
	struct html *h = &m->html;

	h->state = IN_TAG;
	h->slash = c == '/' || (c == '>' && h->slash);
	if (c == '>')
		tag_end(m);
	else if (c == '=')
		refuse(m->file, m->line, "no space around =");
	else if (c == '"' || c == '\'' || c == '<')
		refuse(m->file, m->line, "a stray %c in <%s>", c, h->element);
	else if (c == '/')
		html_out(m, c, false);
	else if (!is_space(c)) {
		h->attr[0] = '\0';
		html_out(m, ' ', false);
		append(m, h->attr, sizeof h->attr, c);
		html_out(m, c, false);
		h->state = ATTR_NAME;
	}
}

static void
tag_name(struct making *m, char c)
{
	struct html *h = &m->html;

	if (isalnum((unsigned char)c) || c == '-') {
		append(m, h->element, sizeof h->element, c);
		html_out(m, c, false);
	} else
		in_tag(m, c);
}

static void
attr_name(struct making *m, char c)
{
	struct html *h = &m->html;

	if (c == '=') {
		attr_named(m);
		html_out(m, c, false);
		h->prefix[0] = '\0';
		h->state = BEFORE_VALUE;
	} else if (is_space(c) || c == '>' || c == '/') {
		attr_named(m);
		in_tag(m, c);
	} else if (strchr("\"'<", c) != NULL)
		refuse(m->file, m->line, "a stray %c in an attribute's name",
		    c);
	else {
		append(m, h->attr, sizeof h->attr, c);
		html_out(m, c, false);
	}
}

static void
in_value(struct making *m, char c)
{
	struct html *h = &m->html;
	size_t	     n = strlen(h->prefix);

	if (c == h->quote && m->message_attr)
		refuse(m->file, m->line,
		    "a sentence in an attribute holds "
		    "no %c",
		    c);
	if (c == h->quote) {
		attr_ended(m);
		html_out(m, c, false);
		h->state = IN_TAG;
		return;
	}
	if (is_space(c) && attr_is_url(h->attr) &&
	    strcmp(h->attr, "srcset") != 0)
		refuse(m->file, m->line, "no space in %s=", h->attr);
	if (n + 1 < sizeof h->prefix)
		h->prefix[n] = c;
	h->prefix[n + 1 < sizeof h->prefix ? n + 1 : n] = '\0';
	if (m->message && is_space(c)) {
		if (!h->spaced)
			html_out(m, ' ', html_words(m));
		return;
	}
	if (m->message_attr && c == '<')
		refuse(m->file, m->line,
		    "a sentence in an attribute holds "
		    "no tags");
	html_out(m, c, html_words(m));
}

static void
before_value(struct making *m, char c)
{
	if (c != '"' && c != '\'')
		refuse(m->file, m->line, "%s= needs quotes", m->html.attr);
	m->html.quote = c;
	m->html.state = IN_VALUE;
	html_out(m, c, false);
}

void
html_tag(struct making *m, char c)
{
	switch (m->html.state) {
	case TAG_OPEN:
		tag_open(m, c);
		break;
	case TAG_NAME:
		tag_name(m, c);
		break;
	case IN_TAG:
		in_tag(m, c);
		break;
	case ATTR_NAME:
		attr_name(m, c);
		break;
	case BEFORE_VALUE:
		before_value(m, c);
		break;
	default:
		in_value(m, c);
	}
}
