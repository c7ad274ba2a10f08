/* Cookies: the browser's own, the login, and those that pages set. */
#include <string.h>

#include "machine.h"

enum { BROWSER_DAYS = 400, DAY = 86400 };

static bool
hexes(const char *s, size_t length)
{
	return (s != NULL && strlen(s) == length &&
	    strspn(s, "0123456789abcdef") == length);
}

const char *
visit_cookie(struct visit *v, const char *name)
{
	struct visit_machine *m = v->machine;

	return (cookie_read(&m->memory, m->cookies,
	    memory_print(&m->memory, "__Host-%s", name)));
}

void
cookies_read(struct visit_machine *m)
{
	m->browser = visit_cookie(&m->visit, "browser");
	if (!hexes(m->browser, SECRET_HASH - 1))
		m->browser = "";
	m->login = visit_cookie(&m->visit, "login");
	if (!hexes(m->login, SECRET_HASH - 1))
		m->login = "";
	if (*m->login != '\0')
		secret_hash(m->login_hash, m->login, strlen(m->login));
}

/* The raw cookie, made when there is none; goes out where it is needed. */
const char *
cookies_browser(struct visit_machine *m)
{
	char fresh[SECRET_HASH];

	if (*m->browser == '\0') {
		secret_random(fresh, sizeof(fresh));
		m->browser = memory_str(&m->memory, fresh);
		m->browser_new = true;
	}
	return (m->browser);
}

/* Bound to browser and login: a form opened as one person and sent as
 * another is shown again first. */
void
cookies_token(struct visit_machine *m, char into[SECRET_HASH])
{
	secret_mark(into, "form", cookies_browser(m), m->login_hash);
}

void
visit_cookie_set(struct visit *v, const char *name, const char *value, int age)
{
	struct visit_machine *m = v->machine;
	const char	     *ends = "";
	struct pair	      pair = { .name = "set-cookie" };

	if (strpbrk(value, "\r\n;, \"\\") != NULL)
		return; /* would end the value, or the line */
	if (age >= 0)
		ends = memory_print(&m->memory, "; Max-Age=%d", age);
	pair.value = memory_print(&m->memory,
	    "__Host-%s=%s; Path=/; Secure; "
	    "HttpOnly; SameSite=Lax%s",
	    name, value, ends);
	pairs_add(&m->memory, &m->out, &pair);
}

void
cookies_write(struct visit_machine *m)
{
	size_t i;

	if (m->browser_new)
		visit_cookie_set(&m->visit, "browser", m->browser,
		    BROWSER_DAYS * DAY);
	if (m->login_ends)
		visit_cookie_set(&m->visit, "login", "", 0);
	for (i = 0; i < m->out.used; i++)
		http_response_header(m->request, m->out.at[i].name,
		    m->out.at[i].value);
}

const char *
visit_browser(struct visit *v)
{
	const char *browser = cookies_browser(v->machine);
	char	    hash[SECRET_HASH];

	secret_hash(hash, browser, strlen(browser));
	return (memory_str(&v->machine->memory, hash));
}

const char *
visit_once(struct visit *v, const char *what)
{
	struct visit_machine *m = v->machine;
	char		      made[SECRET_HASH];

	secret_random(made, sizeof(made));
	if (*m->operation != '\0')
		secret_mark(made, what, cookies_browser(m),
		    memory_print(&m->memory, "%s%s", m->operation,
			m->body_hash));
	return (memory_str(&m->memory, made));
}

/* A form sent twice signs in once: both answers carry the same login. */
const char *
visit_login_new(struct visit *v)
{
	struct visit_machine *m = v->machine;
	char		      hash[SECRET_HASH];

	m->login_new = visit_once(v, "login");
	secret_hash(hash, m->login_new, strlen(m->login_new));
	return (memory_str(&m->memory, hash));
}

const char *
visit_login(struct visit *v)
{
	return (v->machine->login_hash);
}

void
visit_login_end(struct visit *v)
{
	v->machine->login_ends = true;
}
