/*
 * What the three build-time compilers share: growing text, files, C string
 * literals, and the one way to refuse.  They run once and exit, so memory is
 * never given back.
 */
#ifndef NC_TOOL_COMPILE_TEXT_H
#define NC_TOOL_COMPILE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text { /* bytes is NUL-terminated once not empty */
	char  *bytes;
	size_t used;
	size_t size;
};

void text_add(struct text *, const char *, size_t);
void text_str(struct text *, const char *);
void text_char(struct text *, char);
void text_print(struct text *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Never NULL: an empty text is "". */
const char *text_of(const struct text *);

/* "file:line: what is wrong" on stderr, and exit 1; line 0 is left out.
 * refused, when set, is called instead of exit (the fuzzers jump back). */
extern void (*refused)(void);
void refuse(const char *file, int line, const char *, ...)
    __attribute__((format(printf, 3, 4), noreturn));

void *need(void *);		  /* refuses NULL: out of memory */
char *copy(const char *, size_t); /* NUL-terminated */
char *copy_print(const char *, ...) __attribute__((format(printf, 1, 2)));

/* An array of `each`-sized things with room for one more at [used]. */
void *grown(void *array, size_t used, size_t each);

/* Refuses a file that cannot be read, that holds a NUL, or is not UTF-8. */
char *file_read(const char *path);
bool  file_there(const char *path);
void  file_write(const char *dir, const char *name, const struct text *);

/* The files below a folder whose names end in the suffix, sorted, NULL at
 * the end; none when there is no such folder. */
char **files_below(const char *dir, const char *suffix);

/* A C string literal (several lines of it), also safe under trigraphs. */
void text_literal(struct text *, const char *, size_t);

bool is_name(const char *, size_t); /* [a-z][a-z0-9_]* */
bool is_space(char);
bool ends_with(const char *, const char *);

/* The last folder and the stem of a path: "sql/tasks/show.sql" is
 * "tasks" and "show".  NULL folder when there is none. */
void path_split(const char *, char **folder, char **stem);

#endif
