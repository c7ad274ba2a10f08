/* Text, files and refusals for the build-time compilers. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_text.h"

void (*refused)(void);

void
refuse(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	if (refused != NULL)
		refused();
	if (line > 0)
		fprintf(stderr, "%s:%d: ", file, line);
	else
		fprintf(stderr, "%s: ", file);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

void *
need(void *p)
{
	if (p == NULL)
		refuse("compiler", 0, "out of memory");
	return p;
}

void
text_add(struct text *t, const char *bytes, size_t n)
{
	if (t->used + n + 1 > t->size) {
		t->size = (t->used + n + 1) * 2;
		t->bytes = need(realloc(t->bytes, t->size));
	}
	if (n > 0)
		memcpy(t->bytes + t->used, bytes, n);
	t->used += n;
	t->bytes[t->used] = '\0';
}

void
text_str(struct text *t, const char *s)
{
	text_add(t, s, strlen(s));
}

void
text_char(struct text *t, char c)
{
	text_add(t, &c, 1);
}

void
text_print(struct text *t, const char *fmt, ...)
{
	char   *s;
	int	n;
	va_list args;

	va_start(args, fmt);
	n = vasprintf(&s, fmt, args);
	va_end(args);
	if (n < 0)
		refuse("compiler", 0, "out of memory");
	text_add(t, s, (size_t)n);
	free(s);
}

const char *
text_of(const struct text *t)
{
	return t->bytes == NULL ? "" : t->bytes;
}

char *
copy(const char *bytes, size_t n)
{
	return need(strndup(bytes, n));
}

char *
copy_print(const char *fmt, ...)
{
	char   *s;
	int	n;
	va_list args;

	va_start(args, fmt);
	n = vasprintf(&s, fmt, args);
	va_end(args);
	if (n < 0)
		refuse("compiler", 0, "out of memory");
	return s;
}

void *
grown(void *array, size_t used, size_t each)
{
	/* Doubles at each power of two, so that no size needs keeping. */
	if (used != 0 && (used & (used - 1)) != 0)
		return array;
	return need(realloc(array, (used == 0 ? 1 : used * 2) * each));
}

static size_t
sequence(const unsigned char *s)
{
	size_t i, n;

	if (s[0] < 0x80)
		return 1;
	n = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	for (i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

static void
checked(const char *path, const struct text *t)
{
	const char *s = text_of(t);
	size_t	    n;
	int	    line = 1;

	if (strlen(s) != t->used)
		refuse(path, 0, "holds a NUL byte");
	for (; *s != '\0'; s += n) {
		n = sequence((const unsigned char *)s);
		if (n == 0)
			refuse(path, line, "is not UTF-8");
		if (*s == '\r')
			refuse(path, line, "lines must end in LF, not CR LF");
		line += *s == '\n';
	}
}

char *
file_read(const char *path)
{
	struct text t = { 0 };
	char	    part[4096];
	size_t	    n;
	FILE	   *f;

	if ((f = fopen(path, "r")) == NULL)
		refuse(path, 0, "cannot be read: %m");
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		text_add(&t, part, n);
	if (ferror(f))
		refuse(path, 0, "cannot be read: %m");
	fclose(f);
	checked(path, &t);
	return t.bytes == NULL ? copy("", 0) : t.bytes;
}

void
file_write(const char *dir, const char *name, const struct text *t)
{
	char *path = copy_print("%s/%s", dir, name);
	FILE *f;

	if ((f = fopen(path, "w")) == NULL)
		refuse(path, 0, "cannot be written: %m");
	if (t->used > 0 && fwrite(t->bytes, 1, t->used, f) != t->used)
		refuse(path, 0, "cannot be written: %m");
	if (fclose(f) != 0)
		refuse(path, 0, "cannot be written: %m");
	free(path);
}

void
text_literal(struct text *t, const char *s, size_t n)
{
	size_t i, width = 0;

	text_char(t, '"');
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (width > 58) {
			text_str(t, "\"\n\t    \"");
			width = 0;
		}
		if (c == '\n')
			text_str(t, "\\n");
		else if (c == '"' || c == '\\' || c == '?')
			text_print(t, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f)
			text_print(t, "\\%03o", c);
		else
			text_char(t, (char)c);
		width += c < 0x20 || c >= 0x7f ? 4 : 1;
	}
	text_char(t, '"');
}

bool
is_name(const char *s, size_t n)
{
	size_t i;

	if (n == 0 || s[0] < 'a' || s[0] > 'z')
		return false;
	for (i = 1; i < n; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789_", s[i]) ==
		    NULL)
			return false;
	return true;
}

bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

void
path_split(const char *path, char **folder, char **stem)
{
	const char *slash = strrchr(path, '/');
	const char *file = slash == NULL ? path : slash + 1;
	const char *dot = strrchr(file, '.');
	const char *from = slash;

	*stem = dot == NULL ? copy(file, strlen(file))
			    : copy(file, (size_t)(dot - file));
	*folder = NULL;
	if (slash == NULL)
		return;
	while (from > path && from[-1] != '/')
		from--;
	*folder = copy(from, (size_t)(slash - from));
}
