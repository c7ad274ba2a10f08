/* Follows HTML, makes it small, and knows where a value stands. */
#include <ctype.h>
#include <string.h>

#include "compile_page.h"

/* Whether a person reads what is written here. */
bool
html_words(const struct making *m)
{
	const struct html *h = &m->html;

	if (m->page->mail || m->message_attr || h->state == IN_TEXT)
		return true;
	return !m->message && h->state == IN_VALUE && attr_is_words(h->attr);
}

void
html_out(struct making *m, char c, bool seen)
{
	struct node *last = NULL;

	if (m->out->used > 0)
		last = &m->out->each[m->out->used - 1];
	if (last == NULL || last->kind != NODE_TEXT || last->words != seen) {
		last = node_add(m, NODE_TEXT);
		last->words = seen;
	}
	text_char(&last->text, c);
	m->html.spaced = is_space(c);
}

static void
out_str(struct making *m, const char *s)
{
	for (; *s != '\0'; s++)
		html_out(m, *s, false);
}

/* Runs of space become one, but for <pre> and <textarea>. */
static void
text(struct making *m, char c)
{
	struct html *h = &m->html;
	const bool   exact =
	    !m->message && (h->pre > 0 || strcmp(h->raw, "textarea") == 0);

	if (h->fresh) {
		h->fresh = false; /* HTML drops the first line break */
		if (c == '\n')
			return;
	}
	if (exact || !is_space(c))
		html_out(m, c, true);
	else if (!h->spaced)
		html_out(m, c == '\n' && !m->message ? '\n' : ' ', true);
}

static void
in_text(struct making *m, char c)
{
	struct html *h = &m->html;

	if (c == '<') {
		h->closing = h->fresh = false;
		h->line = m->line;
		h->state = TAG_OPEN;
	} else if (strcmp(h->raw, "script") != 0)
		text(m, c);
	else if (!is_space(c))
		refuse(m->file, m->line,
		    "no script inside of a page; say "
		    "<script src=\"/...\">");
}

/* Comments are for us: they are left out. */
static void
markup(struct making *m, char c)
{
	struct html *h = &m->html;

	if (h->state == TAG_BANG && c == '-')
		h->state = TAG_DASH;
	else if (h->state == TAG_DASH && c == '-') {
		h->dashes = 0;
		h->state = IN_COMMENT;
	} else if (h->state == IN_COMMENT) {
		if (c == '>' && h->dashes >= 2)
			h->state = IN_TEXT;
		h->dashes = c == '-' ? h->dashes + 1 : 0;
	} else {
		if (h->state == TAG_BANG)
			out_str(m, "<!");
		if (h->state == TAG_DASH ||
		    (c != '>' && c != ' ' && !isalpha((unsigned char)c)))
			refuse(m->file, m->line, "write <!DOCTYPE html>");
		html_out(m, c, false);
		h->state = c == '>' ? IN_TEXT : IN_DOCTYPE;
	}
}

static void
byte(struct making *m, char c)
{
	switch (m->html.state) {
	case IN_TEXT:
		in_text(m, c);
		break;
	case TAG_BANG:
	case TAG_DASH:
	case IN_COMMENT:
	case IN_DOCTYPE:
		markup(m, c);
		break;
	default:
		html_tag(m, c);
	}
}

void
html_feed(struct making *m, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!m->page->mail)
			byte(m, s[i]);
		else if (!m->message || !is_space(s[i]))
			html_out(m, s[i], true);
		else if (!m->html.spaced)
			html_out(m, ' ', true);
		m->line += s[i] == '\n';
	}
}

enum escape
html_value(struct making *m, bool url, enum filter filter)
{
	struct html *h = &m->html;
	enum escape  escape = ESCAPE_HTML;

	h->fresh = h->spaced = false;
	if (m->page->mail)
		return ESCAPE_NONE;
	if (h->state == IN_VALUE)
		escape = attr_value(m, url);
	else if (h->state == BEFORE_VALUE)
		refuse(m->file, m->line, "%s= needs quotes around a value",
		    h->attr);
	else if (h->state != IN_TEXT || strcmp(h->raw, "script") == 0)
		refuse(m->file, m->line,
		    "a value may stand in text and in "
		    "quoted attributes only");
	else if (url)
		refuse(m->file, m->line, "|url belongs into an attribute");
	if (filter != FILTER_NONE && filter != FILTER_OPEN &&
	    escape == ESCAPE_PATH)
		refuse(m->file, m->line, "no filter within an address");
	if ((filter == FILTER_LINES ||
		(filter == FILTER_OPEN && escape != ESCAPE_PATH)) &&
	    (h->state != IN_TEXT || h->raw[0]))
		refuse(m->file, m->line, "|%s belongs into plain text",
		    filter == FILTER_LINES ? "lines" : "open");
	return escape;
}

/* A section may stand in text, in an attribute's value, or between
 * attributes; a name that was being read is complete then. */
void
html_section(struct making *m)
{
	struct html *h = &m->html;

	if (h->state == ATTR_NAME)
		attr_named(m);
	if (h->state == ATTR_NAME || h->state == TAG_NAME)
		h->state = IN_TAG;
	if (h->state != IN_TEXT && h->state != IN_TAG && h->state != IN_VALUE)
		refuse(m->file, m->line, "a section may not stand here");
}

bool
html_same(const struct html *a, const struct html *b)
{
	return a->state == b->state && strcmp(a->raw, b->raw) == 0 &&
	    a->pre == b->pre &&
	    (a->state != IN_VALUE ||
		(a->quote == b->quote && strcmp(a->attr, b->attr) == 0)) &&
	    (a->state != IN_TAG || strcmp(a->element, b->element) == 0);
}
