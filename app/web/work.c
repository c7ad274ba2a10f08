/* Passwords are hashed in Kore's task threads: two at a time, twenty wait. */
#include <sys/resource.h>
#include <sys/syscall.h>

#include <kore/kore.h>
#include <kore/tasks.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "machine.h"

enum { RUNNING_MOST = 2, WAITING_MOST = 20 };

struct work {
	struct kore_task      task;    /* first: Kore hands it back */
	struct visit_machine *machine; /* NULL when it has left */
	step		     *then;
	char		     *password;
	char		     *hash; /* NULL: make one */
	char		     *name; /* whose it is, when it is new */
	char		     *address;
	enum advice	      advice;
	char		      made[SECRET_PASSWORD];
	bool		      right;
	struct work	     *next;
};

static struct work *waiting, **waiting_end = &waiting;
static int	    running, waiters;

static void
work_free(struct work *w)
{
	explicit_bzero(w->password, strlen(w->password));
	free(w->password);
	free(w->hash);
	free(w->name);
	free(w->address);
	free(w);
}

/* In a thread of its own, behind whoever serves pages. */
static int
hashed(struct kore_task *task)
{
	struct work *w = (struct work *)task;

	setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 10);
	if (w->hash != NULL)
		w->right = secret_password_is(w->hash, w->password);
	else
		w->advice = advice_password(w->password, w->name, w->address);
	if (w->hash == NULL && w->advice == ADVICE_FINE)
		w->right = secret_password(w->made, w->password);
	return (KORE_RESULT_OK);
}

static void ended(struct kore_task *);

static void
begun(struct work *w)
{
	running++;
	kore_task_create(&w->task, hashed);
	kore_task_bind_callback(&w->task, ended);
	kore_task_run(&w->task);
}

static const char *
outcome(struct visit_machine *m, const struct work *w)
{
	if (w->hash != NULL)
		return (w->right ? "yes" : "no");
	return (w->right ? memory_str(&m->memory, w->made) : NULL);
}

static void
ended(struct kore_task *task)
{
	struct work	     *w = (struct work *)task, *next;
	struct visit_machine *m = w->machine;

	if (!kore_task_finished(task))
		return;
	kore_task_destroy(task);
	running--;
	if (m != NULL) {
		m->work = NULL;
		m->worked = outcome(m, w);
		m->advice = w->advice;
		m->next = w->then;
		visit_wake(m);
	}
	work_free(w);
	if ((next = waiting) == NULL)
		return;
	waiters--;
	if ((waiting = next->next) == NULL)
		waiting_end = &waiting;
	begun(next);
}

/* The visitor has left; a hash that has begun runs to its end alone. */
void
work_forget(struct visit_machine *m)
{
	if (m->work != NULL)
		m->work->machine = NULL;
	m->work = NULL;
}

/* NULL when there are too many already, which has been answered. */
static struct work *
taken(struct visit *v, const char *password, step *then)
{
	struct visit_machine *m = v->machine;
	struct work	     *w;

	if (running >= RUNNING_MOST && waiters >= WAITING_MOST) {
		reply_trouble(v, 503);
		return (NULL);
	}
	w = memory_alloc(sizeof(*w));
	memset(w, 0, sizeof(*w));
	w->machine = m;
	w->then = then;
	w->password = strdup(password);
	m->work = w;
	m->waiting = true;
	return (w);
}

static void
queued(struct work *w)
{
	if (running < RUNNING_MOST) {
		begun(w);
		return;
	}
	waiters++;
	*waiting_end = w;
	waiting_end = &w->next;
}

void
work_password(struct visit *v, const char *password, const char *hash,
    step *then)
{
	struct work *w = taken(v, password, then);

	if (w == NULL)
		return;
	w->hash = strdup(hash);
	queued(w);
}

void
work_password_new(struct visit *v, const char *password, const char *name,
    const char *address, step *then)
{
	struct work *w = taken(v, password, then);

	if (w == NULL)
		return;
	w->name = strdup(name);
	w->address = strdup(address);
	queued(w);
}

enum advice
visit_advice(struct visit *v)
{
	return (v->machine->advice);
}

const char *
visit_worked(struct visit *v)
{
	return (v->machine->worked);
}
