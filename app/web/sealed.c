/* Personal data on its way in and out of a visit. */
#include <stdlib.h>
#include <string.h>

#include "core/vault.h"
#include "log.h"
#include "machine.h"

/* Into the visit's memory; what was malloc'ed is wiped. */
static const char *
taken(struct visit *v, char *text)
{
	const char *copy;

	if (text == NULL)
		return (NULL);
	copy = memory_str(&v->machine->memory, text);
	explicit_bzero(text, strlen(text));
	free(text);
	return (copy);
}

const char *
visit_seal(struct visit *v, const char *place, const char *subject,
    const char *plain)
{
	const char *sealed = taken(v, vault_seal(place, subject, plain));

	if (sealed == NULL)
		log_note("not sealed", place);
	return (sealed);
}

const char *
visit_unseal(struct visit *v, const char *envelope)
{
	return (taken(v, vault_open(envelope == NULL ? "" : envelope)));
}

void
sealed_drop(struct visit_machine *m)
{
	if (m->vault[0] != '\0')
		vault_drop(m->vault);
	m->vault[0] = '\0';
}

const char *
visit_vault(struct visit *v, const char *subject)
{
	struct visit_machine *m = v->machine;

	if (subject != NULL && *subject != '\0')
		return (subject);
	if (m->vault[0] == '\0' && !vault_new(m->vault)) {
		log_note("no key", vault_problem());
		m->vault[0] = '\0';
		return (NULL);
	}
	return (m->vault);
}

bool
visit_sealed(struct visit *v, const char *place, const char *subject,
    const char *typed, const char **envelope)
{
	bool empty = typed == NULL || *typed == '\0';

	if (empty && visit_unseal(v, *envelope) == NULL) {
		*envelope = NULL;
		return (true);
	}
	*envelope = empty ? "" : NULL;
	if (!empty && subject != NULL)
		*envelope = visit_seal(v, place, subject, typed);
	return (*envelope != NULL);
}

void
visit_fill(struct visit *v, const char *field, const char *envelope)
{
	if (view_typed(v->view, field, 0) == NULL && envelope != NULL)
		view_typed_add(v->view, field, visit_unseal(v, envelope));
}
