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
	return "";			/* controls: not allowed in HTML */
}

static bool
safe(unsigned char c)
{
	static const bool	 unsafe[256] = {
		[1] = true, [2] = true, [3] = true, [4] = true, [5] = true,
		[6] = true, [7] = true, [8] = true, [11] = true, [12] = true,
		[14 ... 31] = true, [127] = true, ['&'] = true,
		['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true
	};

	return !unsafe[c];
}

static void
as_html(struct buffer *b, const char *s, size_t n)
{
	size_t	 from = 0, i;

	for (i = 0; i < n; i++) {
		if (safe((unsigned char)s[i]))
			continue;
		buffer_add(b, s + from, i - from);
		buffer_str(b, entity(s[i]));
		from = i + 1;
	}
	buffer_add(b, s + from, n - from);
}

static void
as_path(struct buffer *b, const char *s, size_t n)
{
	static const char	 hex[] = "0123456789ABCDEF";
	static const char	 plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~";
	unsigned char		 c;
	char			 code[3] = "%";
	size_t			 i;

	for (i = 0; i < n; i++) {
		c = (unsigned char)s[i];
		if (memchr(plain, c, sizeof plain - 1) != NULL) {
			buffer_add(b, s + i, 1);
			continue;
		}
		code[1] = hex[c >> 4];
		code[2] = hex[c & 15];
		buffer_add(b, code, 3);
	}
}

/* A browser drops tabs and newlines from an address and reads \ as /, so
 * "java\nscript:" and "/\host" must not pass. */
static bool
address(const char *s, size_t n)
{
	static const char *const	 schemes[] = {
		"https://", "http://", "mailto:", "tel:"
	};
	size_t				 i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] <= ' ' || s[i] == '\\' ||
		    s[i] == 127)
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
