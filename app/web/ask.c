/* Asking: one batch, its guard first, and what came back. */
#include <string.h>

#include "machine.h"
#include "sql.h"

static const char *const whos[] = { [OPEN] = "OPEN",
	[GUEST] = "GUEST",
	[HALF] = "HALF",
	[MEMBER] = "MEMBER",
	[GROUP] = "GROUP",
	[VOLUNTEER] = "VOLUNTEER",
	[DESK] = "DESK",
	[BARRED] = "BARRED",
	[CAPABILITY] = "CAPABILITY" };

static bool
writes(const struct visit_machine *m)
{
	return (m->method == POST && m->mode != MODE_AGAIN);
}

/* The guard rides in the batch, so that identity and question are one
 * transaction and one round trip.  Only a deed uses the form's operation up,
 * not what is asked before it. */
static void
guarded(struct visit_machine *m, struct batch *batch)
{
	bool	 deed = m->deed_to != NULL && m->mode == MODE_FIRST;
	bool	 fresh = false;
	enum who who = m->visit.route == NULL || m->mode == MODE_KEEP
	    ? GUEST
	    : m->visit.route->who;

	if (m->visit.route != NULL && m->mode != MODE_KEEP)
		fresh = m->visit.route->fresh;
	sql_visits_open(batch, m->community->key, m->login_hash, whos[who],
	    writes(m) ? "POST" : "GET", deed ? m->operation : "",
	    deed ? m->body_hash : "", m->id, fresh);
}

void
ask_begin(struct visit_machine *m)
{
	struct asked *asked = memory_get(&m->memory, sizeof(*asked));

	batch_init(&asked->batch);
	asked->before = m->asks;
	m->asks = asked;
	m->visit.ask = &asked->batch;
}

void
ask_release(struct visit_machine *m)
{
	struct asked *asked;

	for (asked = m->asks; asked != NULL; asked = asked->before)
		batch_release(&asked->batch);
	m->asks = NULL;
}

const struct set *
visit_set(struct visit *v, const struct statement *statement)
{
	struct asked	 *asked;
	const struct set *set;

	for (asked = v->machine->asks; asked != NULL; asked = asked->before) {
		if ((set = batch_set(&asked->batch, statement)) != NULL)
			return (set);
	}
	return (NULL);
}

void
visit_more(struct visit *v, const struct statement *list, const char *value,
    const char *column)
{
	const struct set *set = visit_set(v, list);
	size_t		  n = set_rows(set);

	if (n > 0 && strcmp(set_get(set, 0, "more"), "t") == 0)
		view_value(v->view, value, set_get(set, n - 1, column));
}

static void
shown(struct visit *v)
{
	const struct batch *batch = v->machine->job.batch;
	const struct entry *entry;
	size_t		    i;

	for (i = 0; i < batch->used; i++) {
		entry = &batch->entries[i];
		if (entry->statement == &SQL_visits_open)
			view_set(v->view, "visit", entry->set);
		else if (entry->set != NULL)
			view_set(v->view, entry->statement->name, entry->set);
	}
}

/* The page that lets in whom the guard held up; NULL when none does. */
static const char *
door(const char *verdict)
{
	if (strcmp(verdict, "sign_in") == 0)
		return ("/sign-in");
	if (strcmp(verdict, "half") == 0)
		return ("/second-factor");
	if (strcmp(verdict, "stale") == 0)
		return ("/confirm");
	return (NULL);
}

/* Only a GET comes here refused: a refused POST raises. */
static void
judged(struct visit *v)
{
	struct visit_machine *m = v->machine;
	const char	     *verdict = visit_who(v, "verdict");
	const char	     *to = door(verdict);

	if (strcmp(verdict, "ok") == 0 || m->late_page != NULL) {
		m->next = m->then;
	} else if (to != NULL && m->method == POST) {
		kept_store(v, to);
	} else if (to != NULL) {
		reply_via(v, to, arrive_place(m));
	} else if (strcmp(verdict, "barred") == 0) {
		reply_to(v, "/suspended");
	} else {
		reply_trouble(v, 404);
	}
}

static void
answered(struct visit *v)
{
	struct visit_machine *m = v->machine;

	if (m->job.end != DB_DONE) {
		trouble(m);
		return;
	}
	shown(v);
	ask_begin(m);
	judged(v);
}

static void
returned(struct db_job *job)
{
	struct visit_machine *m;

	m = (struct visit_machine *)((char *)job -
	    offsetof(struct visit_machine, job));
	m->next = answered;
	visit_wake(m);
}

/* The guard goes first, although it is known last. */
static void
headed(struct visit_machine *m)
{
	struct batch *batch = m->visit.ask;
	struct entry  guard;

	guarded(m, batch);
	guard = batch->entries[batch->used - 1];
	memmove(&batch->entries[1], &batch->entries[0],
	    (batch->used - 1) * sizeof(guard));
	batch->entries[0] = guard;
}

void
ask(struct visit *v, step *then)
{
	struct visit_machine *m = v->machine;
	size_t		      i;

	headed(m);
	m->then = then;
	m->job.batch = v->ask;
	m->job.write = writes(m);
	m->job.slow = false;
	for (i = 0; i < v->ask->used; i++) {
		if (v->ask->entries[i].statement->slow)
			m->job.slow = true;
	}
	m->job.done = returned;
	m->waiting = true;
	db_send(&m->job);
}

void
ask_reads(struct visit *v, step *then)
{
	v->machine->mode = MODE_AGAIN;
	ask_begin(v->machine);
	ask(v, then);
}

const char *
visit_who(struct visit *v, const char *column)
{
	const struct set *set = visit_set(v, &SQL_visits_open);
	const char	 *value;

	value = set == NULL ? NULL : set_get(set, 0, column);
	if (value == NULL || strcmp(value, "f") == 0)
		return ("");
	return (value);
}
