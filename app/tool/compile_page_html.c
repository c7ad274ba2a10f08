/* Follows HTML, makes it small, and knows where a value stands. */
#include <ctype.h>
#include <string.h>

#include "compile_page.h"

/* Whether a person reads what is written here. */
static bool
words(const struct making *m)
{
	const struct html	*h = &m->html;

	if (m->page->mail || m->message_attr || h->state == IN_TEXT)
		return true;
	return !m->message && h->state == IN_VALUE && attr_is_words(h->attr);
}

static void
out(struct making *m, char c, bool seen)
{
	struct node	*last = NULL;

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
		out(m, *s, false);
}

static void
append(struct making *m, char *name, size_t size, char c)
{
	size_t	 n = strlen(name);

	if (n + 1 == size)
		refuse(m->file, m->line, "\"%s...\" is too long", name);
	name[n] = (char)tolower((unsigned char)c);
	name[n + 1] = '\0';
}

/* Runs of space become one, but for <pre> and <textarea>. */
static void
text(struct making *m, char c)
{
	struct html	*h = &m->html;
	const bool	 exact = !m->message &&
			    (h->pre > 0 || strcmp(h->raw, "textarea") == 0);

	if (h->fresh) {
		h->fresh = false;	/* HTML drops the first line break */
		if (c == '\n')
			return;
	}
	if (exact || !is_space(c))
		out(m, c, true);
	else if (!h->spaced)
		out(m, c == '\n' && !m->message ? '\n' : ' ', true);
}

static void
in_text(struct making *m, char c)
{
	struct html	*h = &m->html;

	if (c == '<') {
		h->closing = false;
		h->fresh = false;
		h->state = TAG_OPEN;
	} else if (strcmp(h->raw, "script") != 0)
		text(m, c);
	else if (!is_space(c))
		refuse(m->file, m->line, "no script inside of a page; say "
		    "<script src=\"/...\">");
}

static void
tag_open(struct making *m, char c)
{
	struct html	*h = &m->html;

	if (h->raw[0] != '\0' && !h->closing && c != '/')
		refuse(m->file, m->line, "<%s> holds no tags", h->raw);
	if (c == '!' && !h->closing) {
		h->state = TAG_BANG;
		return;
	}
	if (!h->closing)
		out(m, '<', false);
	if (c != '/' && !isalpha((unsigned char)c))
		refuse(m->file, m->line, "a < that opens no tag: write &lt;");
	out(m, c, false);
	if (c == '/' && !h->closing) {
		h->closing = true;
		return;
	}
	h->element[0] = '\0';
	append(m, h->element, sizeof h->element, c);
	h->state = TAG_NAME;
}

static void
opened(struct making *m)
{
	struct html	*h = &m->html;
	const bool	 textarea = strcmp(h->element, "textarea") == 0;

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
	out(m, '\n', false);
	h->fresh = true;
}

static void
tag_end(struct making *m)
{
	struct html	*h = &m->html;

	out(m, '>', false);
	h->state = IN_TEXT;
	if (!h->closing) {
		opened(m);
		return;
	}
	if (h->raw[0] != '\0' && strcmp(h->raw, h->element) != 0)
		refuse(m->file, m->line, "<%s> holds no tags", h->raw);
	h->raw[0] = '\0';
	if (strcmp(h->element, "pre") == 0 && h->pre > 0)
		h->pre--;
}

/* Between attributes: one space before each, none elsewhere. */
static void
in_tag(struct making *m, char c)
{
	struct html	*h = &m->html;

	h->state = IN_TAG;
	if (c == '>')
		tag_end(m);
	else if (c == '=')
		refuse(m->file, m->line, "no space around = please");
	else if (c == '"' || c == '\'' || c == '<')
		refuse(m->file, m->line, "a stray %c in <%s>", c, h->element);
	else if (c == '/')
		out(m, c, false);
	else if (!is_space(c)) {
		h->attr[0] = '\0';
		out(m, ' ', false);
		append(m, h->attr, sizeof h->attr, c);
		out(m, c, false);
		h->state = ATTR_NAME;
	}
}

static void
tag_name(struct making *m, char c)
{
	struct html	*h = &m->html;

	if (isalnum((unsigned char)c) || c == '-') {
		append(m, h->element, sizeof h->element, c);
		out(m, c, false);
	} else
		in_tag(m, c);
}

static void
attr_name(struct making *m, char c)
{
	struct html	*h = &m->html;

	if (c == '=') {
		attr_named(m);
		out(m, c, false);
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
		out(m, c, false);
	}
}

static void
in_value(struct making *m, char c)
{
	struct html	*h = &m->html;
	size_t		 n = strlen(h->prefix);

	if (c == h->quote && m->message_attr)
		refuse(m->file, m->line, "a sentence in an attribute holds "
		    "no %c", c);
	if (c == h->quote) {
		attr_ended(m);
		out(m, c, false);
		h->state = IN_TAG;
		return;
	}
	if (n + 1 < sizeof h->prefix)
		h->prefix[n] = c;
	h->prefix[n + 1 < sizeof h->prefix ? n + 1 : n] = '\0';
	if (m->message && is_space(c)) {
		if (!h->spaced)
			out(m, ' ', words(m));
		return;
	}
	if (m->message_attr && c == '<')
		refuse(m->file, m->line, "a sentence in an attribute holds "
		    "no tags");
	out(m, c, words(m));
}

static void
before_value(struct making *m, char c)
{
	if (c != '"' && c != '\'')
		refuse(m->file, m->line, "%s= needs quotes", m->html.attr);
	m->html.quote = c;
	m->html.state = IN_VALUE;
	out(m, c, false);
}

/* Comments are for us: they are left out. */
static void
markup(struct making *m, char c)
{
	struct html	*h = &m->html;

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
		out(m, c, false);
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
	case IN_VALUE:
		in_value(m, c);
		break;
	default:
		markup(m, c);
	}
}

void
html_feed(struct making *m, const char *s, size_t n)
{
	size_t	 i;

	for (i = 0; i < n; i++) {
		if (!m->page->mail)
			byte(m, s[i]);
		else if (!m->message || !is_space(s[i]))
			out(m, s[i], true);
		else if (!m->html.spaced)
			out(m, ' ', true);
		m->line += s[i] == '\n';
	}
}

enum escape
html_value(struct making *m, bool url, enum filter filter)
{
	struct html	*h = &m->html;
	enum escape	 escape = ESCAPE_HTML;

	h->fresh = h->spaced = false;
	if (m->page->mail)
		return ESCAPE_NONE;
	if (h->state == IN_VALUE)
		escape = attr_value(m, url);
	else if (h->state == BEFORE_VALUE)
		refuse(m->file, m->line, "%s= needs quotes around a value",
		    h->attr);
	else if (h->state != IN_TEXT || strcmp(h->raw, "script") == 0)
		refuse(m->file, m->line, "a value may stand in text and in "
		    "quoted attributes only");
	else if (url)
		refuse(m->file, m->line, "|url belongs into an attribute");
	if (filter != FILTER_NONE && escape == ESCAPE_PATH)
		refuse(m->file, m->line, "no filter within an address");
	if (filter == FILTER_LINES && (h->state != IN_TEXT || h->raw[0]))
		refuse(m->file, m->line, "|lines belongs into plain text");
	return escape;
}

/* A section may stand in text, in an attribute's value, or between
 * attributes; a name that was being read is complete then. */
void
html_section(struct making *m)
{
	struct html	*h = &m->html;

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
	    a->pre == b->pre && (a->state != IN_VALUE ||
	    (a->quote == b->quote && strcmp(a->attr, b->attr) == 0)) &&
	    (a->state != IN_TAG || strcmp(a->element, b->element) == 0);
}
