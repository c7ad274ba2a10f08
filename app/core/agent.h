/* Names a browser in words a person knows: "Firefox on Android". */
#ifndef NC_CORE_AGENT_H
#define NC_CORE_AGENT_H

#include <stddef.h>

/* From a User-Agent header (NULL is fine), at most `size` bytes with the
 * NUL; never anything the header itself holds. */
void agent_label(char *into, size_t size, const char *header);

#endif
