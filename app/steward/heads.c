/* The file of signed heads: only ever added to, a line each. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/trail.h"
#include "sealer.h"

static int
opened(const char *path)
{
	const char *slash = strrchr(path, '/');
	char	    folder[512];

	if (slash != NULL && slash > path) {
		snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path),
		    path);
		mkdir(folder, 0755);
	}
	return (open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
}

/* The end of the file, from the beginning of a line on. */
static ssize_t
tail(int fd, char *into, size_t size, off_t *from)
{
	off_t	end = lseek(fd, 0, SEEK_END);
	ssize_t n;

	*from = end > (off_t)size - 1 ? end - ((off_t)size - 1) : 0;
	n = end == -1 ? -1 : pread(fd, into, size - 1, *from);
	if (n >= 0)
		into[n] = '\0';
	return (n);
}

int64_t
heads_last(const char *path)
{
	char	text[3 * TRAIL_LINE], *end, *line;
	int	fd = opened(path);
	off_t	from;
	int64_t last = 0;

	if (fd == -1)
		return (-1);
	if (tail(fd, text, sizeof(text), &from) == -1) {
		last = -1;
	} else {
		end = strrchr(text, '\n');
		line = end == NULL ? text : end + 1;
		if (*line != '\0' && ftruncate(fd, from + (line - text)) == -1)
			last = -1;
		if (end != NULL && last == 0) {
			*end = '\0';
			line = strrchr(text, '\n');
			line = line == NULL ? text : line + 1;
			last = strtoll(line, NULL, 10);
		}
	}
	close(fd);
	return (last);
}

bool
heads_add(const char *path, const char *line)
{
	char text[TRAIL_LINE + 1];
	int  fd = opened(path), n;
	bool fine;

	n = snprintf(text, sizeof(text), "%s\n", line);
	fine = fd != -1 && write(fd, text, (size_t)n) == n && fsync(fd) == 0;
	if (fd != -1)
		close(fd);
	return (fine);
}
