/*
 * The compilers run once and never free, so a fuzzer would run out of
 * memory: here what they allocate is listed, and freed after each round.
 * Each piece is still malloc()'s own, so that ASan sees its end.
 */
#ifndef NC_TESTS_ARENA_H
#define NC_TESTS_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct piece {
	struct piece *next, *before;
};

static struct piece pieces = { &pieces, &pieces };
static jmp_buf	    arena_out;

static void *
arena_realloc(void *old, size_t n)
{
	struct piece *p = old == NULL ? NULL : (struct piece *)old - 1;

	if (p != NULL) {
		p->before->next = p->next;
		p->next->before = p->before;
	}
	if ((p = realloc(p, sizeof(*p) + n)) == NULL)
		abort();
	p->next = pieces.next;
	p->before = &pieces;
	p->next->before = pieces.next = p;
	return (p + 1);
}

static void
arena_free(void *old)
{
	struct piece *p = (struct piece *)old - 1;

	if (old == NULL)
		return;
	p->before->next = p->next;
	p->next->before = p->before;
	free(p);
}

static inline void *
arena_calloc(size_t n, size_t each)
{
	return (memset(arena_realloc(NULL, n * each), 0, n * each));
}

static char *
arena_strndup(const char *s, size_t n)
{
	char *t;

	n = strnlen(s, n);
	t = arena_realloc(NULL, n + 1);
	memcpy(t, s, n);
	t[n] = '\0';
	return (t);
}

static int __attribute__((format(printf, 2, 0)))
arena_vasprintf(char **s, const char *fmt, va_list args)
{
	va_list again;
	int	n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	*s = arena_realloc(NULL, (size_t)n + 1);
	return (vsnprintf(*s, (size_t)n + 1, fmt, args));
}

static void
arena_empty(void)
{
	struct piece *p;

	while ((p = pieces.next) != &pieces)
		arena_free(p + 1);
}

/* A refusal is a fine answer: the round is over. */
static void
arena_refused(void)
{
	longjmp(arena_out, 1);
}

#define realloc	  arena_realloc
#define calloc	  arena_calloc
#define free	  arena_free
#define strndup	  arena_strndup
#define vasprintf arena_vasprintf

#endif
