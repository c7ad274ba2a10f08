/* Reads the file of signed heads for `nocape audit verify`. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "nocape_audit.h"

static void
added(struct heads *heads, const struct head *h)
{
	struct head *more;

	if (heads->used == heads->size) {
		heads->size = heads->size * 2 + 64;
		more = memory_alloc(heads->size * sizeof(*more));
		if (heads->used > 0)
			memcpy(more, heads->at, heads->used * sizeof(*more));
		free(heads->at);
		heads->at = more;
	}
	heads->at[heads->used++] = *h;
}

/* Lines that stand there twice (a crash, or mails put together) are fine. */
static bool
line_read(struct heads *heads, const char *line, const char *path, int number,
    const unsigned char public[TRAIL_PUBLIC])
{
	struct head h;
	bool	    true_sign = false;

	if (!head_read(&h, line, public, &true_sign)) {
		tool_problem("%s, line %d: this is no signed head.", path,
		    number);
		return (false);
	}
	if (!true_sign) {
		tool_problem("%s, line %d: the head of %s was not signed with "
			     "this key, or was changed since.",
		    path, number, h.at);
		return (false);
	}
	if (heads->used > 0 && h.n < heads->at[heads->used - 1].n) {
		tool_problem("%s, line %d: the head of %s has fewer rows than "
			     "the one before.",
		    path, number, h.at);
		return (false);
	}
	added(heads, &h);
	return (true);
}

static bool
file_read(struct heads *heads, FILE *file, const char *path,
    const unsigned char public[TRAIL_PUBLIC])
{
	char  *line = NULL;
	size_t size = 0;
	int    number = 0;
	bool   fine = true;

	while (fine && getline(&line, &size, file) != -1) {
		line[strcspn(line, "\n")] = '\0';
		fine = line_read(heads, line, path, ++number, public);
	}
	free(line);
	return (fine);
}

bool
heads_read(struct tool *t, struct heads *heads, const char *path,
    const char *public_path)
{
	unsigned char public[TRAIL_PUBLIC];
	const char *name = path;
	FILE	   *file;
	bool	    fine;

	memset(heads, 0, sizeof(*heads));
	if (name == NULL)
		name = settings_get(t->settings, "audit_file");
	file = fopen(name, "re");
	if (file == NULL && path == NULL && errno == ENOENT)
		return (true);
	if (file == NULL) {
		tool_problem("%s: %s.", name, strerror(errno));
		return (false);
	}
	fine = trail_public(public_path,
	    settings_get(t->settings, "keys_folder"), public);
	if (!fine)
		tool_problem("the public key of the heads is not there: name "
			     "it with --public.");
	fine = fine && file_read(heads, file, name, public);
	fclose(file);
	return (fine);
}
