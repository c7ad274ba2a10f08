/* Fuzzes what a request's head holds: its path, its cookies. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "web/pairs.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
walked(struct memory *memory, const char *path)
{
	struct pairs segments = { 0 };

	if (!path_read(memory, &segments, path))
		return;
	for (size_t i = 0; i < segments.used; i++)
		if (strlen(segments.at[i].value) != segments.at[i].length ||
		    strchr(segments.at[i].value, '/') != NULL ||
		    strcmp(segments.at[i].value, "..") == 0 ||
		    !utf8_clean(segments.at[i].value, segments.at[i].length,
			false))
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct memory memory = { NULL };
	char	     *text = memory_copy(&memory, (const char *)bytes, n);
	const char   *value = cookie_read(&memory, text, "__Host-login");

	if (value != NULL && strchr(value, ';') != NULL)
		abort();
	walked(&memory, text);
	walked(&memory, memory_print(&memory, "/%s", text));
	memory_release(&memory);
	return (0);
}
