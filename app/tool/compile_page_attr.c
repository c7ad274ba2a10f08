/* What attributes may be, and which addresses may hold values. */
#include <ctype.h>
#include <string.h>

#include "compile_page.h"

static bool
one_of(const char *s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, s) == 0)
			return true;
	return false;
}

bool
attr_is_url(const char *attr)
{
	static const char *const list[] = { "href", "src", "action",
		"formaction", "poster", "cite", "data", "xlink:href", "srcset",
		"ping", "background", NULL };

	return one_of(attr, list);
}

bool
attr_is_words(const char *attr)
{
	static const char *const list[] = { "alt", "title", "aria-label",
		"aria-description", "aria-roledescription", "aria-valuetext",
		"placeholder", "label", NULL };

	return one_of(attr, list);
}

/* A name is complete: some may not stand in a page at all. */
void
attr_named(struct making *m)
{
	const char *attr = m->html.attr;

	if (strcmp(attr, "style") == 0)
		refuse(m->file, m->line, "no style=: the sheet holds looks");
	if (strncmp(attr, "on", 2) == 0)
		refuse(m->file, m->line, "no %s=: pages hold no script", attr);
	if (strcmp(attr, "srcdoc") == 0 || strcmp(attr, "http-equiv") == 0)
		refuse(m->file, m->line, "no %s=", attr);
}

static bool
begins(const char *s, const char *with)
{
	return strncasecmp(s, with, strlen(with)) == 0;
}

void
attr_ended(struct making *m)
{
	static const char *const bad[] = { "javascript:", "vbscript:", "data:",
		NULL };
	size_t			 i;

	if (!attr_is_url(m->html.attr))
		return;
	for (i = 0; bad[i] != NULL; i++)
		if (begins(m->html.prefix, bad[i]))
			refuse(m->file, m->line,
			    "%s=\"%s...\" is no address "
			    "for a page",
			    m->html.attr, bad[i]);
}

/* How an address with a value in it may begin. */
static bool
local(const char *prefix)
{
	const char *host = begins(prefix, "https://") ? prefix + 8
	    : begins(prefix, "http://")		      ? prefix + 7
						      : NULL;

	if (prefix[0] == '/')
		return prefix[1] != '/' && prefix[1] != '\\';
	if (host != NULL) /* the prefix is cut: a name of 4 will do */
		return isalnum((unsigned char)host[0]);
	return prefix[0] == '#' || prefix[0] == '?' || begins(prefix, "tel:") ||
	    begins(prefix, "mailto:") || begins(prefix, "otpauth:");
}

enum escape
attr_value(struct making *m, bool url)
{
	const char *attr = m->html.attr;

	if (!attr_is_url(attr)) {
		if (url)
			refuse(m->file, m->line,
			    "|url is for addresses; "
			    "%s= is none",
			    attr);
		return ESCAPE_HTML;
	}
	if (m->html.prefix[0] == '\0') {
		if (!url)
			refuse(m->file, m->line,
			    "a value at the start of "
			    "%s= must pass |url, or stand behind a path",
			    attr);
		strncpy(m->html.prefix, "/.", sizeof m->html.prefix - 1);
		return ESCAPE_URL;
	}
	if (url)
		refuse(m->file, m->line,
		    "|url is for whole addresses; within "
		    "%s= values are encoded by themselves",
		    attr);
	if (!local(m->html.prefix))
		refuse(m->file, m->line,
		    "an address with a value in it begins "
		    "with / # ? https://host tel: or mailto:");
	return ESCAPE_PATH;
}
