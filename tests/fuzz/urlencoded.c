/* Fuzzes the reader of forms' bodies and of queries: what it read and wrote
 * again reads the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "web/pairs.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct memory memory = { NULL };
	struct pairs  one = { 0 }, two = { 0 };
	char	     *text;

	if (urlencoded_read(&memory, &one, (const char *)bytes, n)) {
		text = urlencoded_write(&memory, &one);
		if (!urlencoded_read(&memory, &two, text, strlen(text)) ||
		    one.used != two.used)
			abort();
		for (size_t i = 0; i < one.used; i++)
			if (one.at[i].length != two.at[i].length ||
			    memcmp(one.at[i].value, two.at[i].value,
				one.at[i].length) != 0)
				abort();
	}
	memory_release(&memory);
	return (0);
}
