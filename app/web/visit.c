/* The life of a visit: arrives, takes steps, waits, leaves. */
#include <string.h>
#include <stdlib.h>

#include "limit.h"
#include "log.h"
#include "machine.h"
#include "serve.h"

struct held { /* Kore's own piece of a request */
	struct visit_machine *machine;
};

/* Kore may call this more than once, and however the request ends. */
static void
left(struct http_request *request)
{
	struct held	     *held = http_state_get(request);
	struct visit_machine *m;

	if (held == NULL || (m = held->machine) == NULL)
		return;
	held->machine = NULL;
	if (m->waiting && m->work == NULL)
		db_forget(&m->job);
	work_forget(m);
	if (request->status >= 400 && request->status < 500)
		sealed_drop(m);
	log_visit(&(struct log_visit){ .id = m->id,
	    .method = m->method == POST ? "POST" : "GET",
	    .route = m->visit.route == NULL ? "" : m->visit.route->path,
	    .status = request->status,
	    .ms = kore_time_ms() - m->began });
	view_free(m->visit.view);
	ask_release(m);
	memory_release(&m->memory);
	free(m);
}

static struct visit_machine *
arrived(struct http_request *request)
{
	struct held	     *held;
	struct visit_machine *m = memory_alloc(sizeof(*m));

	memset(m, 0, sizeof(*m));
	m->request = request;
	m->began = kore_time_ms();
	m->visit.machine = m;
	secret_reference(m->id);
	held = http_state_create(request, sizeof(*held), left);
	held->machine = m;
	return (m);
}

static void
parsed(struct visit *v)
{
	struct visit_machine *m = v->machine;
	int		      status;

	if ((status = arrive_parse(m)) == 0)
		status = arrive_route(m);
	ask_begin(m);
	if (status == 0 && m->method == POST)
		status = arrive_post(m);
	if (status == 0)
		m->next = limit_first;
	else if (status > 0)
		reply_trouble(v, status);
}

void
visit_wake(struct visit_machine *m)
{
	m->waiting = false;
	http_request_wakeup(m->request);
}

static void
stepped(struct visit_machine *m)
{
	step *next;

	while (!m->replied && !m->waiting && (next = m->next) != NULL) {
		m->next = NULL;
		next(&m->visit);
	}
	if (!m->replied && !m->waiting) {
		log_note("no answer", m->visit.route->path);
		reply_trouble(&m->visit, 500);
	}
}

int
serve(struct http_request *request)
{
	struct visit_machine *m;

	if (!http_state_exists(request)) {
		m = arrived(request);
		if (memory_short())
			log_note("memory", "short");
		m->next = parsed;
	} else {
		m = ((struct held *)http_state_get(request))->machine;
	}
	stepped(m);
	if (m->replied)
		return (KORE_RESULT_OK);
	http_request_sleep(request);
	return (KORE_RESULT_RETRY);
}
