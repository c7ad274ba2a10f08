/*
 * Memory that dies at once: pieces taken during a visit and given back
 * together.  Every piece is a malloc of its own, so that ASan sees its ends.
 */
#ifndef NC_CORE_MEMORY_H
#define NC_CORE_MEMORY_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct memory_piece;

struct memory { /* starts as { NULL } */
	struct memory_piece *last;
};

/* Zeroed, or copied and ended by a NUL; never NULL. */
void *memory_get(struct memory *, size_t);
char *memory_copy(struct memory *, const char *, size_t);
char *memory_str(struct memory *, const char *);
char *memory_print(struct memory *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
char *memory_vprint(struct memory *, const char *, va_list)
    __attribute__((format(printf, 2, 0)));
void memory_release(struct memory *);

/* A malloc that first spends a reserve and only then ends the process.
 * memory_short() tells that the reserve was needed, and refills it. */
void *memory_alloc(size_t);
bool  memory_short(void);

/* A free() that leaves nothing of what stood there; NULL is fine. */
void memory_wiped(void *);

#endif
