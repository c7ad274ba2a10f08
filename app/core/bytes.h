/* Bytes as text and back: base64url without padding. */
#ifndef NC_CORE_BYTES_H
#define NC_CORE_BYTES_H

#include <stddef.h>

/* Both to free().  bytes_read() answers NULL for what is no such text. */
char	      *bytes_write(const void *, size_t);
unsigned char *bytes_read(const char *, size_t *);

#endif
