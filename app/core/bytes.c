/* Bytes as text and back. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"

#define PLAIN sodium_base64_VARIANT_URLSAFE_NO_PADDING

char *
bytes_write(const void *bytes, size_t n)
{
	size_t size = sodium_base64_encoded_len(n, PLAIN);
	char  *text = malloc(size);

	if (text != NULL)
		sodium_bin2base64(text, size, bytes, n, PLAIN);
	return (text);
}

unsigned char *
bytes_read(const char *text, size_t *n)
{
	size_t	       length = strlen(text);
	unsigned char *bytes = malloc(length + 1);

	if (bytes != NULL &&
	    sodium_base642bin(bytes, length + 1, text, length, NULL, n, NULL,
		PLAIN) == 0)
		return (bytes);
	free(bytes);
	return (NULL);
}
