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
visit_fill(struct visit *v, const char *field, const char *envelope)
{
	if (view_typed(v->view, field, 0) == NULL && envelope != NULL)
		view_typed_add(v->view, field, visit_unseal(v, envelope));
}
