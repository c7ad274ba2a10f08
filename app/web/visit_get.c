/* What a page may ask of its visit. */
#include <stdlib.h>
#include <string.h>

#include "core/network.h"
#include "core/utf8.h"
#include "machine.h"
#include "route.h"

const char *
visit_path(struct visit *v, const char *name)
{
	if (v->route == NULL)
		return (NULL);
	return (route_capture(v->route, &v->machine->segments, name));
}

/* A query that is no clean line counts as none. */
const char *
visit_query(struct visit *v, const char *name)
{
	const struct pair *pair;

	pair = pairs_find(&v->machine->query, name, 0);
	if (pair == NULL || !utf8_clean(pair->value, pair->length, false))
		return (NULL);
	return (pair->value);
}

const char *
visit_query_of(struct visit *v, const char *name, const char *const *words)
{
	const char *value = visit_query(v, name);
	size_t	    i;

	for (i = 0; value != NULL && words[i] != NULL; i++)
		if (strcmp(words[i], value) == 0)
			return (words[i]);
	return (words[0]);
}

const char *
visit_field_at(struct visit *v, const char *name, size_t i)
{
	const struct pair *pair;

	pair = pairs_find(&v->machine->values, name, i);
	return (pair == NULL ? NULL : pair->value);
}

const char *
visit_field(struct visit *v, const char *name)
{
	return (visit_field_at(v, name, 0));
}

const char *
visit_next(struct visit *v)
{
	const char *path = visit_field(v, "next");

	if (path == NULL)
		path = visit_query(v, "next");
	if (path == NULL || path[0] != '/' || path[1] == '/' ||
	    strpbrk(path, "\\\r\n%") != NULL || strlen(path) > 300)
		return ("");
	return (path);
}

const char *
visit_copied(struct visit *v, const char *name)
{
	const char *typed = visit_field(v, name);
	char	   *text, *p;

	if (typed == NULL)
		return ("");
	p = text = memory_get(&v->machine->memory, strlen(typed) + 1);
	for (; *typed != '\0'; typed++) {
		if (*typed != ' ' && *typed != '-')
			*p++ = *typed;
	}
	*p = '\0';
	return (text);
}

static char *
quoted(char *into, const char *s)
{
	*into++ = '"';
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			*into++ = '\\';
		*into++ = *s;
	}
	*into++ = '"';
	return (into);
}

const char *
visit_fields(struct visit *v, const char *name)
{
	const char *value;
	size_t	    i, size = 3;
	char	   *text, *p;

	for (i = 0; (value = visit_field_at(v, name, i)) != NULL; i++)
		size += strlen(value) * 2 + 3;
	p = text = memory_get(&v->machine->memory, size);
	*p++ = '{';
	for (i = 0; (value = visit_field_at(v, name, i)) != NULL; i++) {
		if (i > 0)
			*p++ = ',';
		p = quoted(p, value);
	}
	*p++ = '}';
	return (text);
}

const char *
visit_print(struct visit *v, const char *fmt, ...)
{
	va_list	    args;
	const char *text;

	va_start(args, fmt);
	text = memory_vprint(&v->machine->memory, fmt, args);
	va_end(args);
	return (text);
}

const char *
visit_base_url(const struct visit *v)
{
	return (v->machine->community->base_url);
}

const char *
visit_setting(const char *name)
{
	return (site_setting(name));
}

/* nginx says who it is. */
const char *
visit_client(struct visit *v)
{
	const char *address;
	char	    network[NETWORK_SIZE], mark[SECRET_HASH];

	if (!http_request_header(v->machine->request, "x-real-ip", &address))
		address = "";
	network_of(network, address);
	secret_mark(mark, "client", network, "");
	return (memory_str(&v->machine->memory, mark));
}

const char *
visit_agent(struct visit *v)
{
	const char *agent;

	return (http_request_header(v->machine->request, "user-agent", &agent)
		? agent
		: "");
}
