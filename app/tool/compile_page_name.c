/* Names, the $names of parts, and filters. */
#include <string.h>

#include "compile_page.h"

const struct arg *
arg_find(const struct reader *r, const char *name)
{
	size_t i;

	if (r->scope == NULL)
		refuse(r->file, r->line, "$%s: only parts have arguments",
		    name);
	for (i = 0; i < r->scope->used; i++)
		if (strcmp(r->scope->args[i].name, name) == 0)
			return &r->scope->args[i];
	return NULL;
}

/* "{{$x}}" and nothing else is "x"; NULL for all else. */
static char *
passed_on(const char *s)
{
	size_t n = strlen(s);

	if (n < 6 || strncmp(s, "{{$", 3) != 0 || !is_name(s + 3, n - 5) ||
	    strcmp(s + n - 2, "}}") != 0)
		return NULL;
	return copy(s + 3, n - 5);
}

static struct reader
reader_of(const struct arg *arg)
{
	return (struct reader){ .file = arg->source.file,
		.line = arg->source.line,
		.start = arg->source.text,
		.at = arg->source.text,
		.scope = arg->scope };
}

bool
arg_given(const struct arg *arg)
{
	struct reader r;
	char	     *outer;

	if (arg == NULL ||
	    arg->source.text[strspn(arg->source.text, " \t\n")] == '\0')
		return false;
	if ((outer = passed_on(arg->source.text)) == NULL)
		return true;
	r = reader_of(arg);
	return arg_given(arg_find(&r, outer));
}

/* "{{name}}" and nothing else is "name"; NULL for all else. */
static char *
only_name(const char *s)
{
	size_t n = strlen(s);

	if (n < 5 || strncmp(s, "{{", 2) != 0 || s[2] == '$' ||
	    strstr(s + 2, "{{") != NULL || strstr(s, "}}") != s + n - 2)
		return NULL;
	return copy(s + 2, n - 4);
}

/* The text of an argument that is put together from literal text and
 * arguments further out. */
static char *
joined(const struct reader *r, const char *s)
{
	struct text t = { 0 };
	const char *open, *end;
	bool	    dynamic = false;

	for (; (open = strstr(s, "{{")) != NULL; s = end + 2) {
		text_add(&t, s, (size_t)(open - s));
		end = strstr(open, "}}");
		if (open[2] == '$' && end != NULL)
			text_str(&t,
			    arg_literal(r,
				copy(open + 3, (size_t)(end - open - 3)),
				&dynamic));
		if (open[2] != '$' || end == NULL || dynamic)
			refuse(r->file, r->line,
			    "an argument that is "
			    "compared, or is part of a name, may not be "
			    "built from values");
	}
	text_str(&t, s);
	return copy(text_of(&t), t.used);
}

char *
arg_literal(const struct reader *r, const char *name, bool *dynamic)
{
	const struct arg *arg = arg_find(r, name);
	struct reader	  outer;
	char		 *s;

	*dynamic = false;
	if (arg == NULL)
		return copy("", 0);
	if (arg->kind != ARG_TEXT)
		refuse(r->file, r->line,
		    "$%s is a sentence or a body and "
		    "cannot be compared or be part of a name",
		    name);
	outer = reader_of(arg);
	if ((s = passed_on(arg->source.text)) != NULL)
		return arg_literal(&outer, s, dynamic);
	if ((s = only_name(arg->source.text)) == NULL)
		return joined(&outer, arg->source.text);
	*dynamic = true;
	return name_expand(&outer, s);
}

char *
name_expand(const struct reader *r, const char *s)
{
	struct text t = { 0 };
	const char *whole = s;
	bool	    dynamic;
	size_t	    n;

	while (*s != '\0') {
		if (*s != '$') {
			text_char(&t, *s++);
			continue;
		}
		n = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
		text_str(&t, arg_literal(r, copy(s + 1, n), &dynamic));
		if (dynamic && (s != whole || s[n + 1] != '\0'))
			refuse(r->file, r->line,
			    "in %s a value cannot be "
			    "part of a name",
			    whole);
		s += n + 1;
	}
	return copy(text_of(&t), t.used);
}

static struct name
name_made(struct making *m, enum place place, const char *set, const char *name)
{
	return (struct name){ .place = place,
		.site = m->page->sites++,
		.set = set == NULL ? NULL : copy(set, strlen(set)),
		.name = copy(name, strlen(name)) };
}

struct name
name_read(struct making *m, const char *s)
{
	const char *dot = strchr(s, '.');
	char	   *set;

	if (!is_name(dot == NULL ? s : dot + 1,
		strlen(dot == NULL ? s : dot + 1)) ||
	    (dot != NULL && !is_name(s, (size_t)(dot - s))))
		refuse(m->file, m->line, "\"%s\" is no name", s);
	if (strncmp(s, "form_", 5) == 0 &&
	    (strcmp(s, "form_token") == 0 || strcmp(s, "form_op") == 0) &&
	    !ends_with(m->file, "/parts/form.html"))
		refuse(m->file, m->line, "%s belongs into parts/form.html", s);
	if (strcmp(s, "language") == 0)
		return name_made(m, PLACE_LANGUAGE, NULL, s);
	if (strcmp(s, "direction") == 0)
		return name_made(m, PLACE_DIRECTION, NULL, s);
	if (dot == NULL)
		return name_made(m, PLACE_NAME, NULL, s);
	set = copy(s, (size_t)(dot - s));
	if (strcmp(set, "value") == 0)
		return name_made(m, PLACE_TYPED, NULL, dot + 1);
	if (strcmp(set, "error") == 0)
		return name_made(m, PLACE_ERROR, NULL, dot + 1);
	return name_made(m, PLACE_FIRST, set, dot + 1);
}

char *
name_print(const struct name *n)
{
	switch (n->place) {
	case PLACE_FIRST:
		return copy_print("%s.%s", n->set, n->name);
	case PLACE_TYPED:
		return copy_print("value.%s", n->name);
	case PLACE_ERROR:
		return copy_print("error.%s", n->name);
	default:
		return copy(n->name, strlen(n->name));
	}
}

static const char *const filters[] = { [FILTER_NONE] = "",
	[FILTER_WHEN] = "when",
	[FILTER_DATE] = "date",
	[FILTER_DAY] = "day",
	[FILTER_TIME] = "time",
	[FILTER_EFFORT] = "effort",
	[FILTER_SAY] = "say",
	[FILTER_LINES] = "lines",
	[FILTER_OPEN] = "open" };

enum filter
filter_read(struct making *m, const char *s, bool *url, bool *ref)
{
	size_t i;

	*url = strcmp(s, "url") == 0;
	*ref = strcmp(s, "ref") == 0;
	if (*url || *ref)
		return FILTER_NONE;
	for (i = 1; i < sizeof filters / sizeof *filters; i++)
		if (strcmp(filters[i], s) == 0)
			return (enum filter)i;
	refuse(m->file, m->line,
	    "there is no filter \"%s\"; there are when, "
	    "date, day, time, effort, say, lines, open, ref and url",
	    s);
}

const char *
filter_name(const struct node *n)
{
	return n->escape == ESCAPE_URL ? "url" : filters[n->filter];
}
