/* The settings as they were read: by name, and by community. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "settings.h"
#include "settings_known.h"

const char *
settings_path(void)
{
	const char *path = getenv("NOCAPE_CONF");

	return (path != NULL && *path != '\0' ? path : "conf/nocape.conf");
}

void
settings_free(struct settings *s)
{
	size_t i, p;

	if (s == NULL)
		return;
	for (i = 0; i < SETTINGS_GENERAL; i++)
		free(s->values[i]);
	for (p = 0; p < s->count; p++) {
		free(s->places[p].key);
		free(s->places[p].base_url);
		for (i = 0; i < SETTINGS_SECTION; i++)
			free(s->places[p].values[i]);
	}
	free(s->places);
	free(s);
}

const char *
settings_get(const struct settings *s, const char *name)
{
	size_t i;

	for (i = 0; i < SETTINGS_GENERAL; i++)
		if (strcmp(settings_general[i].name, name) == 0)
			return (s->values[i] != NULL ? s->values[i] : "");
	return (NULL);
}

const char *
settings_name(size_t i)
{
	return (i < SETTINGS_GENERAL ? settings_general[i].name : NULL);
}

bool
settings_on(const struct settings *s, const char *name)
{
	const char *value = settings_get(s, name);

	return (value != NULL && strcmp(value, "on") == 0);
}

long
settings_number(const struct settings *s, const char *name)
{
	const char *value = settings_get(s, name);

	return (value != NULL ? strtol(value, NULL, 10) : 0);
}

const struct community *
settings_community(const struct settings *s, size_t i)
{
	return (i < s->count ? &s->places[i].community : NULL);
}

const struct community *
settings_keyed(const struct settings *s, const char *key)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (strcmp(s->places[i].key, key) == 0)
			return (&s->places[i].community);
	return (settings_at(s, NULL));
}

const struct community *
settings_at(const struct settings *s, const char *host)
{
	const struct community *c, *fallback = NULL;
	size_t			i, n = host != NULL ? strcspn(host, ":") : 0;

	for (i = 0; i < s->count; i++) {
		c = &s->places[i].community;
		if (strlen(c->host) == n && strncasecmp(c->host, host, n) == 0)
			return (c);
		if (c->is_default)
			fallback = c;
	}
	return (fallback);
}
