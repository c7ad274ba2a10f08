/* Squares for a camera to read. */
#include <stdio.h>
#include <stdlib.h>

#include <qrencode.h>

#include "qr.h"

enum { QUIET = 4, RUN = 40 }; /* units; the most that one run is written in */

/* "M4,4h7v1h-7z": each run of dark squares of a row. */
static char *
drawn(const QRcode *code)
{
	size_t size = (size_t)code->width * (size_t)(code->width / 2 + 1) * RUN;
	char  *path = malloc(size + 1), *p = path;
	int    x, y, from;

	if (path == NULL)
		return (NULL);
	*p = '\0';
	for (y = 0; y < code->width; y++) {
		for (x = 0; x < code->width; x++) {
			from = x;
			while (x < code->width &&
			    code->data[y * code->width + x] & 1)
				x++;
			if (x > from)
				p += snprintf(p, RUN, "M%d,%dh%dv1h-%dz",
				    from + QUIET, y + QUIET, x - from,
				    x - from);
		}
	}
	return (path);
}

char *
qr_path(const char *text, int *side)
{
	QRcode *code;
	char   *path;

	code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (code == NULL)
		return (NULL);
	*side = code->width + 2 * QUIET;
	path = drawn(code);
	QRcode_free(code);
	return (path);
}
