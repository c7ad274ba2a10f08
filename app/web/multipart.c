/* multipart/form-data (RFC 7578). */
#include <string.h>
#include <strings.h>

#include "pairs.h"

struct reader {
	struct memory *memory;
	const char    *p;
	const char    *end;
	char	      *mark; /* "\r\n--boundary" */
	size_t	       marked;
};

/* A parameter of a header line, quoted or not; NULL when absent. */
static char *
parameter(struct memory *memory, const char *line, const char *name)
{
	size_t	    named = strlen(name);
	const char *s = strchr(line, ';'), *end;

	for (; s != NULL; s = strchr(end, ';')) {
		s += 1 + strspn(s + 1, " \t");
		end = s + strcspn(s, "=;");
		if (*end != '=')
			continue;
		if ((size_t)(end - s) == named &&
		    strncasecmp(s, name, named) == 0) {
			if (end[1] == '"')
				return (memory_copy(memory, end + 2,
				    strcspn(end + 2, "\"")));
			return (memory_copy(memory, end + 1,
			    strcspn(end + 1, "; \t")));
		}
		if (end[1] == '"')
			end += 2 + strcspn(end + 2, "\"");
	}
	return (NULL);
}

static const char *
found(const struct reader *r, const char *what, size_t length)
{
	return (memmem(r->p, (size_t)(r->end - r->p), what, length));
}

/* The head of a part: where its value starts, or NULL when it is torn. */
static bool
headed(struct reader *r, char **name, bool *file)
{
	const char *blank = found(r, "\r\n\r\n", 4), *next;
	char	   *line;

	*name = NULL;
	*file = false;
	if (blank == NULL)
		return (false);
	while (r->p < blank) {
		next = memmem(r->p, (size_t)(blank + 2 - r->p), "\r\n", 2);
		line = memory_copy(r->memory, r->p, (size_t)(next - r->p));
		if (strncasecmp(line, "content-disposition:", 20) == 0) {
			*name = parameter(r->memory, line, "name");
			*file = strcasestr(line, "filename") != NULL;
		}
		r->p = next + 2;
	}
	r->p = blank + 4;
	return (true);
}

static bool
part(struct reader *r, struct pairs *pairs)
{
	struct pair pair;
	const char *end;
	char	   *name;
	bool	    file;

	if (!headed(r, &name, &file) ||
	    (end = found(r, r->mark, r->marked)) == NULL)
		return (false);
	if (name != NULL && !file && pairs_name(name, strlen(name))) {
		if (pairs->used == PAIRS_MOST)
			return (false);
		pair.name = name;
		pair.length = (size_t)(end - r->p);
		pair.value = memory_copy(r->memory, r->p, pair.length);
		pairs_add(r->memory, pairs, &pair);
	}
	r->p = end + r->marked;
	return (true);
}

/* After a boundary: true when a part follows. */
static bool
follows(struct reader *r)
{
	if (r->end - r->p < 2 || memcmp(r->p, "--", 2) == 0)
		return (false);
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'))
		r->p++;
	if (r->end - r->p < 2 || memcmp(r->p, "\r\n", 2) != 0)
		return (false);
	r->p += 2;
	return (true);
}

bool
multipart_read(struct memory *memory, struct pairs *pairs, const char *type,
    const struct pair *body)
{
	struct reader r = { .memory = memory,
		.p = body->value,
		.end = body->value + body->length };
	char	     *boundary = parameter(memory, type, "boundary");
	const char   *start;

	if (boundary == NULL || *boundary == '\0' || strlen(boundary) > 70)
		return (false);
	r.mark = memory_print(memory, "\r\n--%s", boundary);
	r.marked = strlen(r.mark);
	if ((start = found(&r, r.mark + 2, r.marked - 2)) == NULL)
		return (false);
	r.p = start + r.marked - 2;
	while (follows(&r)) {
		if (!part(&r, pairs))
			return (false);
	}
	return (r.end - r.p >= 2 && memcmp(r.p, "--", 2) == 0);
}
