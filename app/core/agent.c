/* Reads a User-Agent header as far as a person wants to know. */
#include <stdio.h>
#include <string.h>

#include "agent.h"

struct sign {
	const char *part; /* stands in the header */
	const char *name;
};

/* The first that fits counts: Edge says Chrome too, Chrome says Safari. */
static const struct sign browsers[] = { { "Edg", "Edge" }, { "OPR/", "Opera" },
	{ "SamsungBrowser", "Samsung Internet" }, { "Firefox", "Firefox" },
	{ "FxiOS", "Firefox" }, { "CriOS", "Chrome" }, { "Chrom", "Chrome" },
	{ "Safari", "Safari" }, { NULL, "A browser" } };
static const struct sign systems[] = { { "iPhone", "an iPhone" },
	{ "iPad", "an iPad" }, { "Android", "Android" },
	{ "Windows", "Windows" }, { "Mac OS", "a Mac" },
	{ "CrOS", "a Chromebook" }, { "Linux", "Linux" }, { NULL, NULL } };

static const char *
found(const struct sign *s, const char *header)
{
	while (s->part != NULL && strstr(header, s->part) == NULL)
		s++;
	return (s->name);
}

void
agent_label(char *into, size_t size, const char *header)
{
	const char *browser = found(browsers, header != NULL ? header : "");
	const char *system = found(systems, header != NULL ? header : "");

	if (system == NULL)
		snprintf(into, size, "%s", browser);
	else
		snprintf(into, size, "%s on %s", browser, system);
}
