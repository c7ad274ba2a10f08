/* Fuzzes the reader of multipart bodies: the header up to the first NUL or
 * line break, then the body. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "web/pairs.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct memory memory = { NULL };
	struct pairs  pairs = { 0 };
	struct pair   body = { 0 };
	const char   *line = memchr(bytes, '\n', n);
	char	     *type;

	if (line == NULL)
		return (0);
	type = memory_copy(&memory, (const char *)bytes,
	    (size_t)(line - (const char *)bytes));
	body.length = n - (size_t)(line + 1 - (const char *)bytes);
	body.value = memory_copy(&memory, line + 1, body.length);
	if (multipart_read(&memory, &pairs, type, &body))
		for (size_t i = 0; i < pairs.used; i++)
			if (!pairs_name(pairs.at[i].name,
				strlen(pairs.at[i].name)) ||
			    pairs.at[i].value[pairs.at[i].length] != '\0')
				abort();
	memory_release(&memory);
	return (0);
}
