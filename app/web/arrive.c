/* What came in: parsed by our own parsers, refused where no database is
 * needed for it. */
#include <stdlib.h>
#include <string.h>

#include "form_check.h"
#include "machine.h"
#include "pages.h"
#include "route.h"

enum { BODY_MOST = 256 << 10 };

static const char *
header(struct visit_machine *m, const char *name)
{
	const char *value;

	if (http_request_header(m->request, name, &value))
		return (value);
	return (NULL);
}

static void
spoken(struct visit_machine *m)
{
	const char *asked = NULL;

	m->language = LANG_EN;
	if (site_on("pseudo")) {
		asked = pairs_text(&m->query, "language");
		if (asked == NULL)
			asked = visit_cookie(&m->visit, "language");
	}
	if (asked != NULL && strcmp(asked, "qps") == 0)
		m->language = LANG_PSEUDO;
}

/* The banner of the page that a deed leads to. */
static void
banner(struct visit_machine *m)
{
	const char *key = pairs_text(&m->query, "said");
	size_t	    length = key == NULL ? 0 : strlen(key);
	int	    say;

	if (length < 5 || strcmp(key + length - 5, "_said") != 0)
		return;
	if ((say = say_find(key)) >= 0)
		view_value(m->visit.view, "said",
		    say_text(m->language, (enum say)say));
}

/* A body where none belongs would be read as the next request. */
static bool
smuggled(struct visit_machine *m)
{
	if (m->method == POST)
		return (header(m, "transfer-encoding") != NULL);
	if (header(m, "content-length") == NULL &&
	    header(m, "transfer-encoding") == NULL)
		return (false);
	return (true);
}

static int
asked_for(struct visit_machine *m)
{
	struct http_request *r = m->request;
	const char	    *query = r->query_string;

	if (smuggled(m)) {
		r->owner->flags |= CONN_CLOSE_EMPTY;
		return (400);
	}
	if (!path_read(&m->memory, &m->segments, r->path))
		return (404);
	if (query != NULL &&
	    !urlencoded_read(&m->memory, &m->query, query, strlen(query)))
		return (400);
	return (0);
}

const char *
arrive_place(struct visit_machine *m)
{
	if (m->request->query_string == NULL)
		return (m->request->path);
	return (memory_print(&m->memory, "%s?%s", m->request->path,
	    m->request->query_string));
}

int
arrive_parse(struct visit_machine *m)
{
	int status;

	m->method = m->request->method == HTTP_METHOD_POST ? POST : GET;
	m->community = site_community(m->request->host);
	m->cookies = header(m, "cookie");
	status = asked_for(m);
	cookies_read(m);
	spoken(m);
	m->visit.view = view_new(m->language);
	view_take(m->visit.view, "visit", site_guest(m->community));
	banner(m);
	return (status);
}

int
arrive_route(struct visit_machine *m)
{
	bool other;
	int  method = m->request->method;

	m->visit.route = route_find(ROUTES, m->method, &m->segments, &other);
	if (m->visit.route == NULL && !other)
		return (404);
	if (m->visit.route == NULL ||
	    (method != HTTP_METHOD_GET && method != HTTP_METHOD_HEAD &&
		method != HTTP_METHOD_POST))
		return (405);
	return (0);
}

/* Our own origin under the name that was asked for; the port is base_url's,
 * since the front passes a host without one. */
static bool
ours(struct visit_machine *m, const char *origin)
{
	const char *host = m->request->host;
	const char *port = strrchr(site_setting("base_url"), ':');

	if (port == NULL || port[1] == '/')
		port = "";
	return (strcasecmp(origin,
		    memory_print(&m->memory, "https://%.*s%s",
			(int)strcspn(host, ":"), host, port)) == 0);
}

/* Browsers say where a form comes from (Fetch Standard); same-origin only.
 * What says nothing passes as far as its token goes. */
static bool
foreign(struct visit_machine *m, bool *same)
{
	const char *origin = header(m, "origin");
	const char *site = header(m, "sec-fetch-site");

	*same = origin != NULL || site != NULL;
	if (site != NULL && strcmp(site, "same-origin") != 0 &&
	    strcmp(site, "none") != 0)
		return (true);
	return (origin != NULL && !ours(m, origin));
}

static bool
body_read(struct visit_machine *m)
{
	const char *type = header(m, "content-type");
	struct pair body = { .length = m->request->http_body_length };
	char	   *bytes = memory_get(&m->memory, body.length + 1);
	size_t	    got = 0;
	ssize_t	    n;

	while (got < body.length &&
	    (n = http_body_read(m->request, bytes + got, body.length - got)) >
		0)
		got += (size_t)n;
	body.value = bytes;
	body.length = got;
	if (got == 0)
		return (true);
	if (type != NULL && strncasecmp(type, "multipart/form-data", 19) == 0)
		return (multipart_read(&m->memory, &m->typed, type, &body));
	if (type != NULL &&
	    strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0)
		return (urlencoded_read(&m->memory, &m->typed, bytes, got));
	return (false);
}

/* What the deed is about: the same words to the same place are the same. */
static void
hashed(struct visit_machine *m)
{
	struct pairs said = { 0 };
	const char  *all, *op = pairs_text(&m->typed, "op");
	size_t	     i;

	for (i = 0; i < m->typed.used; i++) {
		if (strcmp(m->typed.at[i].name, "token") != 0 &&
		    strcmp(m->typed.at[i].name, "op") != 0)
			pairs_add(&m->memory, &said, &m->typed.at[i]);
	}
	all = memory_print(&m->memory, "%s\n%s", m->request->path,
	    urlencoded_write(&m->memory, &said));
	secret_hash(m->body_hash, all, strlen(all));
	if (op != NULL && strlen(op) == SECRET_OPERATION - 1 &&
	    strspn(op, "0123456789abcdef") == SECRET_OPERATION - 1)
		memcpy(m->operation, op, SECRET_OPERATION);
}

static bool
trusted(struct visit_machine *m)
{
	const char *token = pairs_text(&m->typed, "token");
	char	    right[SECRET_HASH];

	if (m->visit.route->who == CAPABILITY)
		return (true);
	if (token == NULL || *m->browser == '\0')
		return (false);
	cookies_token(m, right);
	return (secret_same(token, right));
}

static void
kept(struct visit *v)
{
	kept_show(v, &PAGE_kept, 403);
}

/*
 * A token of ours that no longer fits (the login ended meanwhile) comes from
 * the same origin: the text is shown again with a fresh one.  Of anything
 * that does not say where it comes from nothing is shown.
 */
static int
untrusted(struct visit_machine *m, bool same)
{
	if (!same)
		return (403);
	m->next = kept;
	return (-1);
}

static int
checked(struct visit_machine *m)
{
	struct form_check c = { .memory = &m->memory,
		.typed = &m->typed,
		.values = &m->values,
		.view = m->visit.view };

	site_today(m->community, c.today);
	if (m->visit.route->form == NULL ||
	    form_check(m->visit.route->form, &c))
		return (0);
	m->next = deed_again;
	return (-1);
}

int
arrive_post(struct visit_machine *m)
{
	bool same;

	if (foreign(m, &same) && m->visit.route->who != CAPABILITY)
		return (403);
	if (m->request->http_body_length > BODY_MOST)
		return (413);
	if (!body_read(m))
		return (400);
	hashed(m);
	if (!trusted(m))
		return (untrusted(m, same));
	return (checked(m));
}
