/* Reads one statement: its head, then its SQL with :'name' made $n. */
#include <ctype.h>
#include <string.h>

#include "compile_sql.h"

struct reader {
	struct question *q;
	const char	*at;
	int		 line;
	bool		 ended; /* the semicolon was seen */
};

static void
param_add(struct question *q, const char *s, size_t n, int line)
{
	struct param p = { .line = line };
	size_t	     i = 0;

	while (i < n && !is_space(s[i]))
		i++;
	p.name = copy(s, i);
	while (i < n && is_space(s[i]))
		i++;
	while (n > i && is_space(s[n - 1]))
		n--;
	p.type = copy(s + i, n - i);
	if (!is_name(p.name, strlen(p.name)))
		refuse(q->file, line, "\"%s\" is no parameter's name", p.name);
	if (p.type[0] == '\0' ||
	    p.type[strspn(p.type,
		"abcdefghijklmnopqrstuvwxyz0123456789_.(), []")] != '\0')
		refuse(q->file, line,
		    "parameter %s needs a type: "
		    "-- :%s bigint",
		    p.name, p.name);
	for (i = 0; i < q->used; i++)
		if (strcmp(q->params[i].name, p.name) == 0)
			refuse(q->file, line, "%s is declared twice", p.name);
	q->params = grown(q->params, q->used, sizeof p);
	q->params[q->used++] = p;
}

/* The comment lines at the top.  Returns where the statement begins. */
static void
head(struct reader *r)
{
	const char *s, *end;

	for (; strncmp(r->at, "--", 2) == 0; r->line++) {
		end = strchrnul(r->at, '\n');
		s = r->at + 2;
		while (*s == ' ')
			s++;
		if (r->line == 1 && *s != ':' && end - s > 5)
			r->q->sentence = copy(s, (size_t)(end - s));
		else if (*s == ':')
			param_add(r->q, s + 1, (size_t)(end - s - 1), r->line);
		else if (end - s == 4 && strncmp(s, "slow", 4) == 0)
			r->q->slow = true;
		r->at = *end == '\0' ? end : end + 1;
	}
	if (r->q->sentence == NULL)
		refuse(r->q->file, 1,
		    "the first line says in words what the "
		    "statement answers: -- The tasks of a request.");
	if (strstr(r->q->sentence, "*/") || strstr(r->q->sentence, "/*"))
		refuse(r->q->file, 1, "no /* or */ in the first line");
}

static void
kept(struct reader *r, size_t n)
{
	size_t i;

	if (r->ended)
		refuse(r->q->file, r->line, "one statement a file");
	for (i = 0; i < n; i++)
		r->line += r->at[i] == '\n';
	text_add(&r->q->text, r->at, n);
	r->at += n;
}

static void
comment_line(struct reader *r)
{
	r->at = strchrnul(r->at, '\n');
}

/* PostgreSQL's block comments nest. */
static void
comment_block(struct reader *r)
{
	int depth = 0, from = r->line;

	do {
		if (*r->at == '\0')
			refuse(r->q->file, from, "this comment never ends");
		if (strncmp(r->at, "/*", 2) == 0) {
			depth++;
			r->at++;
		} else if (strncmp(r->at, "*/", 2) == 0) {
			depth--;
			r->at++;
		}
		r->line += *r->at == '\n';
		r->at++;
	} while (depth > 0);
	if (!r->ended)
		text_char(&r->q->text, ' ');
}

static bool
escapes(const struct reader *r)
{
	const char *s = text_of(&r->q->text);
	size_t	    n = r->q->text.used;

	return n > 0 && (s[n - 1] == 'e' || s[n - 1] == 'E') &&
	    (n == 1 || !(isalnum((unsigned char)s[n - 2]) || s[n - 2] == '_'));
}

/* 'text', E'text' and "name"; a doubled quote does not end them. */
static void
quoted(struct reader *r)
{
	const char quote = *r->at;
	bool	   backslash = quote == '\'' && escapes(r);
	size_t	   i = 1;

	for (;; i++) {
		if (r->at[i] == '\0')
			refuse(r->q->file, r->line, "this quote never ends");
		if (backslash && r->at[i] == '\\' && r->at[i + 1] != '\0')
			i++;
		else if (r->at[i] == quote && r->at[i + 1] == quote)
			i++;
		else if (r->at[i] == quote)
			break;
	}
	kept(r, i + 1);
}

static bool
identifier(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (c & 0x80);
}

/* $$ ... $$ and $tag$ ... $tag$; a bare $1 would clash with ours. */
static void
dollar(struct reader *r)
{
	size_t	    n = 1;
	char	   *tag;
	const char *end;

	if (isdigit((unsigned char)r->at[1]))
		refuse(r->q->file, r->line,
		    "$1 is the compiler's; write :'name'");
	while (identifier(r->at[n]))
		n++;
	if (r->at[n] != '$')
		refuse(r->q->file, r->line, "a $ that opens no quote");
	tag = copy(r->at, n + 1);
	if ((end = strstr(r->at + n + 1, tag)) == NULL)
		refuse(r->q->file, r->line, "%s never ends", tag);
	kept(r, (size_t)(end - r->at) + n + 1);
}

static void
param_use(struct reader *r)
{
	size_t n = strspn(r->at + 2, "abcdefghijklmnopqrstuvwxyz0123456789_");
	char  *name = copy(r->at + 2, n);
	struct question *q = r->q;
	size_t		 i;

	if (n == 0 || r->at[2 + n] != '\'')
		refuse(q->file, r->line, "a parameter looks like :'name'");
	if (r->ended)
		refuse(q->file, r->line, "one statement a file");
	for (i = 0; i < q->used; i++)
		if (strcmp(q->params[i].name, name) == 0)
			break;
	if (i == q->used)
		refuse(q->file, r->line,
		    "%s is not declared; add a line "
		    "\"-- :%s type\" at the top",
		    name, name);
	q->params[i].seen = true;
	/* The cast tells PREPARE the type. */
	text_print(&q->text, "$%zu::%s", i + 1, q->params[i].type);
	r->at += n + 3;
}

static void
colon(struct reader *r)
{
	if (r->at[1] == ':' || r->at[1] == '=')
		kept(r, 2);
	else if (r->at[1] == '\'')
		param_use(r);
	else if (r->at[1] == '"' || isalpha((unsigned char)r->at[1]))
		refuse(r->q->file, r->line, "a parameter looks like :'name'");
	else
		kept(r, 1);
}

static void
space(struct reader *r)
{
	r->line += *r->at == '\n';
	if (!r->ended)
		text_char(&r->q->text, *r->at);
	r->at++;
}

static void
semicolon(struct reader *r)
{
	if (r->ended)
		refuse(r->q->file, r->line, "one statement a file");
	r->ended = true;
	r->at++;
}

/* Words whole, so that the $ of a$b is no quote and E'' is seen as one. */
static void
word(struct reader *r)
{
	size_t n = 1;

	if (identifier(*r->at))
		while (identifier(r->at[n]) || r->at[n] == '$')
			n++;
	kept(r, n);
}

static void
statement(struct reader *r)
{
	while (*r->at != '\0') {
		if (strncmp(r->at, "--", 2) == 0)
			comment_line(r);
		else if (strncmp(r->at, "/*", 2) == 0)
			comment_block(r);
		else if (*r->at == '\'' || *r->at == '"')
			quoted(r);
		else if (*r->at == '$')
			dollar(r);
		else if (*r->at == ':')
			colon(r);
		else if (*r->at == ';')
			semicolon(r);
		else if (is_space(*r->at))
			space(r);
		else
			word(r);
	}
}

struct question
question_read(const char *file, const char *source)
{
	struct question q = { .file = file };
	struct reader	r = { .q = &q, .at = source, .line = 1 };
	size_t		i;

	head(&r);
	statement(&r);
	while (q.text.used > 0 && is_space(q.text.bytes[q.text.used - 1]))
		q.text.bytes[--q.text.used] = '\0';
	if (text_of(&q.text)[strspn(text_of(&q.text), " \t\n")] == '\0')
		refuse(file, r.line, "there is no statement");
	/* PostgreSQL calls f once a column in "select (f()).*". */
	if (strstr(text_of(&q.text), ").*") != NULL)
		refuse(file, r.line,
		    "write \"select * from f()\": in "
		    "\"(f()).*\" the deed would be done once a column");
	for (i = 0; i < q.used; i++)
		if (!q.params[i].seen)
			refuse(file, q.params[i].line,
			    "%s is declared but "
			    "not used",
			    q.params[i].name);
	return q;
}
