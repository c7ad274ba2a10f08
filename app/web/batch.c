/* Batches: statements with copies of their values, in order. */
#include <stdlib.h>
#include <string.h>

#include "batch.h"

static void *
kept(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

void
batch_init(struct batch *b)
{
	memset(b, 0, sizeof *b);
}

void
batch_release(struct batch *b)
{
	struct entry *e;
	size_t	      k;
	int	      i;

	for (k = 0; k < b->used; k++) {
		e = &b->entries[k];
		for (i = 0; i < e->statement->params; i++)
			free(e->values[i]);
		free(e->values);
		set_free(e->set);
	}
	free(b->entries);
	batch_init(b);
}

void
batch_add(struct batch *b, const struct statement *statement,
    const char *const *values)
{
	struct entry *e;
	int	      i;

	if (b->used == b->size) {
		b->size = b->size == 0 ? 8 : b->size * 2;
		b->entries =
		    kept(reallocarray(b->entries, b->size, sizeof *b->entries));
	}
	e = &b->entries[b->used++];
	e->statement = statement;
	e->set = NULL;
	e->values =
	    kept(calloc((size_t)statement->params + 1, sizeof *e->values));
	for (i = 0; i < statement->params; i++)
		if (values[i] != NULL)
			e->values[i] = kept(strdup(values[i]));
}

/* Of a statement asked twice the later answer: it is the newer truth. */
const struct set *
batch_set(const struct batch *b, const struct statement *statement)
{
	size_t i;

	for (i = b->used; i > 0; i--)
		if (b->entries[i - 1].statement == statement)
			return b->entries[i - 1].set;
	return NULL;
}
