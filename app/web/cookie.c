/* The Cookie header. */
#include <string.h>

#include "pairs.h"

const char *
cookie_read(struct memory *memory, const char *header, const char *name)
{
	size_t named = strlen(name), length;

	while (header != NULL && *header != '\0') {
		header += strspn(header, " \t;");
		length = strcspn(header, ";");
		if (length > named && header[named] == '=' &&
		    strncmp(header, name, named) == 0) {
			header += named + 1;
			length -= named + 1;
			while (length > 0 &&
			    (header[length - 1] == ' ' ||
				header[length - 1] == '\t'))
				length--;
			return (memory_copy(memory, header, length));
		}
		header += length;
	}
	return (NULL);
}
