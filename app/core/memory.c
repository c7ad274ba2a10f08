/* Memory that dies at once. */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

enum { RESERVE = 1 << 20 };

struct memory_piece {
	struct memory_piece *before;
	max_align_t	     bytes[];
};

static void *reserve;
static bool  spent;

/*
 * One failed malloc must not end a visit in the middle: the reserve lets it
 * reach its end, where the machine sees memory_short() and takes no more.
 */
void *
memory_alloc(size_t size)
{
	void *p;

	if ((p = malloc(size)) != NULL)
		return (p);
	free(reserve);
	reserve = NULL;
	spent = true;
	if ((p = malloc(size)) == NULL)
		abort();
	return (p);
}

bool
memory_short(void)
{
	bool was = spent;

	if (reserve == NULL)
		reserve = malloc(RESERVE);
	spent = reserve == NULL;
	return (was);
}

void
memory_wiped(void *p)
{
	if (p != NULL)
		explicit_bzero(p, malloc_usable_size(p));
	free(p);
}

void *
memory_get(struct memory *m, size_t size)
{
	struct memory_piece *piece;

	if (size > SIZE_MAX - sizeof(*piece))
		abort();
	piece = memory_alloc(sizeof(*piece) + size);
	memset(piece->bytes, 0, size);
	piece->before = m->last;
	m->last = piece;
	return (piece->bytes);
}

char *
memory_copy(struct memory *m, const char *bytes, size_t length)
{
	char *copy = memory_get(m, length + 1);

	if (length > 0)
		memcpy(copy, bytes, length);
	return (copy);
}

char *
memory_str(struct memory *m, const char *s)
{
	return (memory_copy(m, s, strlen(s)));
}

char *
memory_vprint(struct memory *m, const char *fmt, va_list args)
{
	va_list twice;
	char   *text;
	int	length;

	va_copy(twice, args);
	length = vsnprintf(NULL, 0, fmt, args);
	text = memory_get(m, length < 0 ? 1 : (size_t)length + 1);
	if (length > 0)
		vsnprintf(text, (size_t)length + 1, fmt, twice);
	va_end(twice);
	return (text);
}

char *
memory_print(struct memory *m, const char *fmt, ...)
{
	va_list args;
	char   *text;

	va_start(args, fmt);
	text = memory_vprint(m, fmt, args);
	va_end(args);
	return (text);
}

void
memory_release(struct memory *m)
{
	struct memory_piece *piece;

	while ((piece = m->last) != NULL) {
		m->last = piece->before;
		free(piece);
	}
}
