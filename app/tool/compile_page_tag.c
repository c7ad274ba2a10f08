/* Reads single {{tags}} with the arguments of parts. */
#include <string.h>

#include "compile_page.h"

void
reader_move(struct reader *r, const char *to)
{
	for (; r->at < to; r->at++)
		r->line += *r->at == '\n';
}

static void
spaces(struct reader *r)
{
	while (is_space(*r->at))
		reader_move(r, r->at + 1);
}

static char *
word(struct reader *r)
{
	size_t n = strspn(r->at, "abcdefghijklmnopqrstuvwxyz0123456789_");
	char  *s = copy(r->at, n);

	if (!is_name(s, n))
		refuse(r->file, r->line,
		    "a name (a-z, 0-9, _) should stand "
		    "at \"%.20s\"",
		    r->at);
	reader_move(r, r->at + n);
	return s;
}

/* Up to the quote that ends an argument; quotes within {{...}} do not. */
static char *
quoted(struct reader *r)
{
	const char  quote = *r->at;
	const int   from = r->line;
	struct text t = { 0 };
	int	    depth = 0;

	reader_move(r, r->at + 1);
	while (depth > 0 || *r->at != quote) {
		if (*r->at == '\0')
			refuse(r->file, from, "this argument never ends");
		if (depth == 0 && *r->at == '\\' && r->at[1] == quote)
			reader_move(r, r->at + 1);
		if (strncmp(r->at, "{{", 2) == 0)
			depth++;
		else if (strncmp(r->at, "}}", 2) == 0)
			depth--;
		if (strncmp(r->at, "{{", 2) == 0 ||
		    strncmp(r->at, "}}", 2) == 0) {
			text_char(&t, *r->at);
			reader_move(r, r->at + 1);
		}
		text_char(&t, *r->at);
		reader_move(r, r->at + 1);
	}
	reader_move(r, r->at + 1);
	return copy(text_of(&t), t.used);
}

void
arg_add(struct tag *tag, struct reader *r, char *name, enum arg_kind kind)
{
	size_t i;

	for (i = 0; i < tag->used; i++)
		if (strcmp(tag->args[i].name, name) == 0)
			refuse(r->file, r->line, "%s is given twice", name);
	tag->args = grown(tag->args, tag->used, sizeof *tag->args);
	tag->args[tag->used++] = (struct arg){ .name = name,
		.kind = kind,
		.scope = r->scope,
		.source = { .file = r->file, .line = r->line } };
}

static void
arguments(struct tag *tag, struct reader *r)
{
	enum arg_kind kind;
	char	     *name;

	for (spaces(r); strncmp(r->at, "}}", 2) != 0; spaces(r)) {
		if (*r->at == '\0')
			refuse(r->file, r->line, "this {{ never ends");
		name = word(r);
		if (*r->at != '=')
			refuse(r->file, r->line,
			    "an argument looks like "
			    "%s=\"...\" or %s=_\"...\"",
			    name, name);
		reader_move(r, r->at + 1);
		kind = *r->at == '_' ? ARG_SENTENCE : ARG_TEXT;
		if (kind == ARG_SENTENCE)
			reader_move(r, r->at + 1);
		if (*r->at != '"' && *r->at != '\'')
			refuse(r->file, r->line,
			    "the argument %s needs "
			    "quotes",
			    name);
		arg_add(tag, r, name, kind);
		tag->args[tag->used - 1].source.text = quoted(r);
	}
}

static char *
trimmed(const char *s, size_t n)
{
	while (n > 0 && is_space(*s)) {
		s++;
		n--;
	}
	while (n > 0 && is_space(s[n - 1]))
		n--;
	return copy(s, n);
}

struct tag
tag_read(struct reader *r)
{
	struct tag  tag = { 0 };
	const char *end;
	const int   from = r->line;

	reader_move(r, r->at + 2);
	if (*r->at == '{' || *r->at == '&')
		refuse(r->file, r->line,
		    "there is no raw form: everything "
		    "is escaped");
	if (*r->at != '\0' && strchr("#^/!><$|", *r->at) != NULL) {
		tag.sigil = *r->at;
		reader_move(r, r->at + 1);
	}
	if (tag.sigil == '>' || tag.sigil == '<') {
		spaces(r);
		tag.content = word(r);
		arguments(&tag, r);
		reader_move(r, r->at + 2);
		return tag;
	}
	if ((end = strstr(r->at, "}}")) == NULL)
		refuse(r->file, from, "this {{ never ends");
	tag.content = trimmed(r->at, (size_t)(end - r->at));
	if (tag.sigil != '!' && strstr(tag.content, "{{") != NULL)
		refuse(r->file, from, "a {{ inside of {{%s", tag.content);
	reader_move(r, end + 2);
	return tag;
}

static bool
opens(const struct tag *tag, const char *content)
{
	return (tag->sigil == '#' || tag->sigil == '^' || tag->sigil == '<') &&
	    strcmp(tag->content, content) == 0;
}

const char *
tag_skip(struct reader *r, const char *content)
{
	const int   from = r->line;
	const char *here;
	struct tag  tag;
	int	    depth = 1;

	for (;;) {
		if ((here = strstr(r->at, "{{")) == NULL)
			refuse(r->file, from, "{{/%s}} is missing", content);
		reader_move(r, here);
		tag = tag_read(r);
		if (opens(&tag, content))
			depth++;
		else if (tag.sigil == '/' && strcmp(tag.content, content) == 0)
			depth--;
		if (depth == 0)
			return here;
	}
}
