/* Lines of the log that wait for each other: written whole, all of them. */
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "tap.h"
#include "web/log.h"

enum { LINES = 150 };

/* A pipe in packets shows what a reader gets at a time, with others writing
 * into the same pipe in between. */
static void
packets_read(int from)
{
	char	bytes[PIPE_BUF];
	int	lines = 0, torn = 0;
	ssize_t n, i;

	while ((n = read(from, bytes, sizeof(bytes))) > 0) {
		torn += bytes[0] != '{' || bytes[n - 1] != '\n';
		for (i = 0; i < n; i++)
			lines += bytes[i] == '\n';
	}
	tap_int(lines, LINES, "%d visits are told", LINES);
	tap_int(torn, 0, "no line is torn, whoever writes beside us");
}

int
main(void)
{
	struct log_visit v = { "7Q4F-K2MN", "GET", "/tasks/:ref", 200, 3 };
	int		 ends[2], i, own = dup(STDERR_FILENO);

	if (pipe2(ends, O_DIRECT) == -1 || dup2(ends[1], STDERR_FILENO) == -1)
		return (1);
	for (i = 0; i < LINES; i++)
		log_visit(&v);
	log_flush();
	close(ends[1]);
	dup2(own, STDERR_FILENO);
	packets_read(ends[0]);
	return (tap_end());
}
