/* Answers: pages, ways onward, bodies; and the headers of them all. */
#include <stdlib.h>
#include <string.h>

#include "machine.h"
#include "pages.h"

enum { KEPT_MOST = 128 << 10 }; /* of a page's buffer, for the next page */

static const struct {
	const char *name, *value;
} headers[] = {
	{ "content-security-policy",
	    "default-src 'none'; script-src 'self'; "
	    "style-src 'self'; img-src 'self'; connect-src 'self'; "
	    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
	{ "strict-transport-security", "max-age=31536000" },
	{ "x-content-type-options", "nosniff" },
	{ "referrer-policy", "same-origin" },
	{ "cross-origin-opener-policy", "same-origin" },
	{ "cross-origin-resource-policy", "same-origin" },
	{ "permissions-policy",
	    "accelerometer=(), camera=(), "
	    "display-capture=(), geolocation=(), gyroscope=(), "
	    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()" }
};

void
reply_header(struct visit *v, const char *name, const char *value)
{
	if (strpbrk(value, "\r\n") == NULL)
		http_response_header(v->machine->request, name, value);
}

void
reply_send(struct visit_machine *m, int status, const char *bytes, size_t n)
{
	size_t i;
	bool   apart = *m->login != '\0' || m->browser_new || m->out.used > 0 ||
	    m->login_ends || status >= 400;

	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		http_response_header(m->request, headers[i].name,
		    headers[i].value);
	http_response_header(m->request, "cache-control",
	    apart ? "no-store" : "private, no-cache");
	cookies_write(m);
	http_response(m->request, status, bytes, n);
	m->replied = true;
}

/* Every page may hold a form, so each gets what a form needs. */
static void
prepared(struct visit_machine *m, char token[SECRET_HASH])
{
	struct view *view = m->visit.view;

	if (*m->operation == '\0')
		secret_random(m->operation, sizeof(m->operation));
	cookies_token(m, token);
	view_value(view, "form_token", token);
	view_value(view, "form_op", m->operation);
	view_value(view, "reference", m->id);
}

/* A browser gets its cookie with the first form it is shown, not before;
 * a page with a form is not kept by anybody. */
static bool
held(const struct buffer *b, const char *token)
{
	return (memmem(b->bytes, b->used, token, strlen(token)) != NULL);
}

void
reply_status(struct visit *v, const struct page *page, int status)
{
	/* Kore copies it: the next page is written over this one. */
	static struct buffer  b;
	struct visit_machine *m = v->machine;
	char		      token[SECRET_HASH];
	bool		      fresh = m->browser_new;

	prepared(m, token);
	b.used = 0;
	page->write[m->language](v->view, &b);
	if (!held(&b, token))
		m->browser_new = fresh;
	http_response_header(m->request, "content-type",
	    "text/html; charset=utf-8");
	reply_send(m, status, b.bytes, b.used);
	if (b.size > KEPT_MOST)
		buffer_release(&b);
}

void
reply_page(struct visit *v, const struct page *page)
{
	int status = v->machine->status;

	reply_status(v, page, status == 0 ? 200 : status);
}

void
reply_absent(struct visit *v)
{
	reply_trouble(v, 404);
}

/* What was typed is on the page, to be sent again when the time has come. */
void
reply_wait(struct visit *v, int seconds)
{
	struct memory *memory = &v->machine->memory;
	bool	       long_ = seconds > 90;

	reply_header(v, "retry-after", memory_print(memory, "%d", seconds));
	view_value(v->view, long_ ? "minutes" : "seconds",
	    memory_print(memory, "%d", long_ ? (seconds + 59) / 60 : seconds));
	kept_show(v, &PAGE_busy, 429);
}

void
reply_trouble(struct visit *v, int status)
{
	const struct page *page = &PAGE_bad;

	if (status == 404)
		page = &PAGE_absent;
	else if (status == 405)
		page = &PAGE_method;
	else if (status == 503)
		page = &PAGE_away;
	else if (status == 500)
		page = &PAGE_fault;
	if (status == 405)
		reply_header(v, "allow",
		    v->machine->method == POST ? "GET, HEAD" : "POST");
	if (status == 503)
		reply_header(v, "retry-after", "5");
	reply_status(v, page, status);
}

/* A page inside the frame of whoever is signed in, after a question of its
 * own; the frame of a guest when that fails as well. */
static void
late(struct visit *v)
{
	reply_page(v, v->machine->late_page);
}

void
reply_late(struct visit *v, const struct page *page, int status)
{
	v->machine->late_page = page;
	v->machine->status = status;
	ask_reads(v, late);
}

/* A path of ours, whatever it was made of. */
static const char *
local(struct visit_machine *m, const char *path)
{
	static const char hex[] = "0123456789ABCDEF";
	char		 *safe, *p;

	if (path[0] != '/' || path[1] == '/' || path[1] == '\\')
		return ("/");
	p = safe = memory_get(&m->memory, strlen(path) * 3 + 1);
	for (; *path != '\0'; path++) {
		if (*path > 0x20 && *path < 0x7f && *path != '\\') {
			*p++ = *path;
			continue;
		}
		*p++ = '%';
		*p++ = hex[(unsigned char)*path >> 4];
		*p++ = hex[(unsigned char)*path & 15];
	}
	return (safe);
}

void
reply_to(struct visit *v, const char *fmt, ...)
{
	va_list	    args;
	const char *path;

	va_start(args, fmt);
	path = memory_vprint(&v->machine->memory, fmt, args);
	va_end(args);
	http_response_header(v->machine->request, "location",
	    local(v->machine, path));
	reply_send(v->machine, 303, NULL, 0);
}

void
reply_via(struct visit *v, const char *door, const char *next)
{
	struct memory *memory = &v->machine->memory;
	struct pairs   query = { 0 };
	struct pair    pair = { .name = "next", .value = next };

	pair.length = strlen(next);
	pairs_add(memory, &query, &pair);
	if (*next == '\0')
		reply_to(v, "%s", door);
	else
		reply_to(v, "%s?%s", door, urlencoded_write(memory, &query));
}

void
reply_body(struct visit *v, const char *type, const char *name,
    const char *bytes, size_t length)
{
	reply_header(v, "content-type", type);
	if (name != NULL)
		reply_header(v, "content-disposition",
		    memory_print(&v->machine->memory,
			"attachment; filename=\"%s\"", name));
	reply_send(v->machine,
	    v->machine->status == 0 ? 200 : v->machine->status, bytes, length);
}
