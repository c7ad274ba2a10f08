/* Reads a block: literal text, tags, and the parts that are put in. */
#include <stdlib.h>
#include <string.h>

#include "compile_page.h"

struct part {
	char	     *name;
	struct source source;
};

/* Parts are read once; every page uses the frame. */
static const struct source *
part_source(struct making *m, const char *name)
{
	static struct part *known;
	static size_t	    used;
	struct part	    p;
	char		   *s;
	size_t		    i, n;

	p.source.file = copy_print("%s/parts/%s.%s", m->assets, name,
	    m->page->mail ? "txt" : "html");
	for (i = 0; i < used; i++)
		if (strcmp(known[i].source.file, p.source.file) == 0)
			return &known[i].source;
	if (!file_there(p.source.file))
		refuse(m->file, m->line, "there is no %s", p.source.file);
	s = file_read(p.source.file);
	for (n = strlen(s); n > 0 && is_space(s[n - 1]); n--)
		s[n - 1] = '\0';
	p.name = copy(name, strlen(name));
	p.source.text = s;
	p.source.line = 1;
	known = grown(known, used, sizeof p);
	known[used++] = p;
	return &known[used - 1].source;
}

/* A misspelt argument would be silently empty. */
static void
arguments_used(struct making *m, const struct tag *tag, const char *s)
{
	const char *name, *at;
	size_t	    i, n;

	for (i = 0; i < tag->used; i++) {
		name = tag->args[i].name;
		n = strlen(name);
		for (at = strchr(s, '$'); at != NULL; at = strchr(at + 1, '$'))
			if (strncmp(at + 1, name, n) == 0 &&
			    strspn(at + 1,
				"abcdefghijklmnopqrstuvwxyz0123456789_") == n)
				break;
		if (at == NULL)
			refuse(m->file, m->line, "the part %s has no $%s",
			    tag->content, name);
	}
}

static void
part(struct making *m, struct reader *r, struct tag *tag)
{
	const struct source *source;
	struct scope	    *scope = need(calloc(1, sizeof *scope));
	struct reader	     inner = { .line = 1, .scope = scope };
	const char	    *from = r->at, *here;

	if (tag->sigil == '<') {
		arg_add(tag, r, copy("body", 4), ARG_BODY);
		here = tag_skip(r, tag->content);
		tag->args[tag->used - 1].source.text =
		    copy(from, (size_t)(here - from));
	}
	source = part_source(m, tag->content);
	arguments_used(m, tag, source->text);
	if (++m->depth > 40)
		refuse(m->file, m->line, "the part %s holds itself",
		    tag->content);
	scope->args = tag->args;
	scope->used = tag->used;
	inner.file = source->file;
	inner.start = inner.at = source->text;
	if (block(m, &inner, NULL) == ENDED_AT_BAR)
		refuse(inner.file, inner.line, "{{|}} outside of a sentence");
	m->depth--;
	placed(m, r);
}

/* In mails a line that holds one section tag and nothing else is no line.
 * Returns where the text before the tag ends. */
static const char *
alone(const struct making *m, const struct reader *r, const char *open,
    const char **after)
{
	const char *begin = open, *end = strstr(open, "}}");

	*after = NULL;
	if (!m->page->mail || end == NULL || strchr("#^/!", open[2]) == NULL ||
	    open[3] == '_')
		return open;
	while (begin > r->at && (begin[-1] == ' ' || begin[-1] == '\t'))
		begin--;
	if (begin != r->start && begin[-1] != '\n')
		return open;
	end += 2 + strspn(end + 2, " \t");
	if (*end != '\n' && *end != '\0')
		return open;
	*after = *end == '\0' ? end : end + 1;
	return begin;
}

static void
feed(struct making *m, struct reader *r, const char *to)
{
	placed(m, r);
	html_feed(m, r->at, (size_t)(to - r->at));
	reader_move(r, to);
}

static void
tagged(struct making *m, struct reader *r, struct tag *tag)
{
	switch (tag->sigil) {
	case '#':
	case '^':
		section_any(m, r, tag);
		break;
	case '>':
	case '<':
		part(m, r, tag);
		break;
	case '$':
		argument(m, r, tag->content);
		break;
	case '!':
		break;
	default:
		value(m, r, tag->content);
	}
}

enum ended
block(struct making *m, struct reader *r, const char *closer)
{
	const int   from = r->line;
	const char *open, *after;
	struct tag  tag;

	while ((open = strstr(r->at, "{{")) != NULL) {
		feed(m, r, alone(m, r, open, &after));
		reader_move(r, open);
		placed(m, r);
		if (m->html.state == IN_COMMENT)
			refuse(m->file, m->line,
			    "no {{ in a comment: "
			    "write {{! ... }}");
		tag = tag_read(r);
		if (after != NULL)
			reader_move(r, after);
		if (tag.sigil == '|' && m->message)
			return ENDED_AT_BAR;
		if (tag.sigil == '|')
			refuse(m->file, m->line, "{{|}} outside of a sentence");
		if (tag.sigil != '/')
			tagged(m, r, &tag);
		else if (closer != NULL && strcmp(tag.content, closer) == 0)
			return ENDED;
		else
			refuse(m->file, m->line, "{{/%s}} closes nothing%s%s",
			    tag.content, closer == NULL ? "" : "; open is ",
			    closer == NULL ? "" : closer);
	}
	if (closer != NULL)
		refuse(r->file, from, "{{/%s}} is missing", closer);
	feed(m, r, r->at + strlen(r->at));
	return ENDED;
}

static void
named(struct page_file *page, const char *assets, const char *file)
{
	char *noun, *verb;

	path_split(file + strlen(assets) + 1 + (page->mail ? 5 : 6), &noun,
	    &verb);
	if (!is_name(verb, strlen(verb)) ||
	    (noun != NULL && !is_name(noun, strlen(noun))))
		refuse(file, 0, "names are a-z, 0-9 and _");
	page->noun = noun == NULL ? copy("", 0) : noun;
	page->name = noun == NULL ? verb : copy_print("%s_%s", noun, verb);
}

struct page_file
page_read(const char *assets, const char *file, bool mail)
{
	struct page_file page = { .file = file, .mail = mail };

	named(&page, assets, file);
	page_made(&page, assets, file_read(file));
	return page;
}

void
page_made(struct page_file *page, const char *assets, const char *source)
{
	struct making m = { .page = page,
		.assets = assets,
		.out = &page->nodes };
	struct reader r = { .file = page->file,
		.line = 1,
		.start = source,
		.at = source };

	m.html.spaced = !page->mail;
	if (page->mail && strncmp(source, "Subject: ", 9) != 0)
		refuse(page->file, 1, "a mail begins with \"Subject: \"");
	block(&m, &r, NULL);
	if (m.html.state != IN_TEXT || m.html.raw[0] != '\0')
		refuse(page->file, m.html.line, "<%s> is not closed",
		    m.html.element);
	nest_ended(&m, 0);
}
