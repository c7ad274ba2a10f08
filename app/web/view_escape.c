/* Escapes values: nothing reaches a page as markup. */
#include <string.h>

#include "view_run.h"

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return ""; /* controls: not allowed in HTML */
}

/* What stays as it is: in HTML, and within an address. */
enum { HTML = 1, PATH = 2, BOTH = 3 };

static const unsigned char safe[256] = { ['\t'] = HTML,
	['\n'] = HTML,
	['\r'] = HTML,
	[' ' ... '!'] = HTML,
	['#' ... '%'] = HTML,
	['(' ... ','] = HTML,
	['-' ... '.'] = BOTH,
	['/'] = HTML,
	['0' ... '9'] = BOTH,
	[':' ... ';'] = HTML,
	['='] = HTML,
	['?' ... '@'] = HTML,
	['A' ... 'Z'] = BOTH,
	['[' ... '^'] = HTML,
	['_'] = BOTH,
	['`'] = HTML,
	['a' ... 'z'] = BOTH,
	['{' ... '}'] = HTML,
	['~'] = BOTH,
	[128 ... 255] = HTML };

static size_t
safe_run(const char *s, size_t n, int kind)
{
	size_t i;

	for (i = 0; i < n && safe[(unsigned char)s[i]] & kind; i++)
		;
	return i;
}

static void
as_html(struct buffer *b, const char *s, size_t n)
{
	size_t run;

	for (;;) {
		run = safe_run(s, n, HTML);
		buffer_add(b, s, run);
		if (run == n)
			return;
		buffer_str(b, entity(s[run]));
		s += run + 1;
		n -= run + 1;
	}
}

static void
as_path(struct buffer *b, const char *s, size_t n)
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned char	  c;
	size_t		  run;

	for (;;) {
		run = safe_run(s, n, PATH);
		buffer_add(b, s, run);
		if (run == n)
			return;
		c = (unsigned char)s[run];
		buffer_add(b, (const char[]){ '%', hex[c >> 4], hex[c & 15] },
		    3);
		s += run + 1;
		n -= run + 1;
	}
}

/* A browser drops tabs and newlines from an address and reads \ as /, so
 * "java\nscript:" and "/\host" must not pass. */
static bool
address(const char *s, size_t n)
{
	static const char *const schemes[] = { "https://", "http://",
		"mailto:", "tel:" };
	size_t			 i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] <= ' ' || s[i] == '\\' || s[i] == 127)
			return false;
	if (n > 0 && s[0] == '/')
		return n == 1 || s[1] != '/';
	for (i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (n > strlen(schemes[i]) &&
		    strncasecmp(s, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return n > 0 && s[0] == '#';
}

void
run_escaped(struct run *r, const char *s, size_t n, enum escape escape)
{
	switch (escape) {
	case ESCAPE_NONE:
		buffer_add(r->out, s, n);
		break;
	case ESCAPE_HTML:
		as_html(r->out, s, n);
		break;
	case ESCAPE_PATH:
		as_path(r->out, s, n);
		break;
	case ESCAPE_URL:
		if (address(s, n))
			as_html(r->out, s, n);
		else
			buffer_str(r->out, "#");
		break;
	}
}
