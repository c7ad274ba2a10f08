/* The log. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "db.h"
#include "log.h"

/* Our own words need no escaping; PostgreSQL's message might. */
static void
escaped(char *into, size_t size, const char *s)
{
	size_t n = 0;

	for (; *s != '\0' && n + 3 < size; s++) {
		if ((unsigned char)*s < 0x20)
			continue;
		if (*s == '"' || *s == '\\')
			into[n++] = '\\';
		into[n++] = *s;
	}
	into[n] = '\0';
}

/* The second is put into words once, not for every line of it. */
static const char *
second_of(time_t at)
{
	static char   words[32];
	static time_t told;
	struct tm     tm;

	if (at != told) {
		gmtime_r(&at, &tm);
		strftime(words, sizeof(words), "%Y-%m-%dT%H:%M:%S", &tm);
		told = at;
	}
	return (words);
}

/* Lines that wait for the next tick: a system call a visit costs more than
 * the visit's line is worth.  No more than a pipe takes whole: all workers
 * write to the same one. */
static struct {
	char   bytes[PIPE_BUF];
	size_t used;
} lines;

void
log_flush(void)
{
	size_t n = lines.used;

	lines.used = 0;
	if (n > 0 && write(STDERR_FILENO, lines.bytes, n) == -1)
		return; /* nobody left to tell */
}

static void
added(const char *line)
{
	struct timespec now;
	size_t		room;
	int		n;

	if (sizeof(lines.bytes) - lines.used < 1024)
		log_flush();
	room = sizeof(lines.bytes) - lines.used;
	clock_gettime(CLOCK_REALTIME, &now);
	n = snprintf(lines.bytes + lines.used, room,
	    "{\"at\":\"%s.%03ldZ\",%s}\n", second_of(now.tv_sec),
	    now.tv_nsec / 1000000, line);
	if (n > 0 && (size_t)n < room)
		lines.used += (size_t)n;
}

static void
written(const char *line)
{
	added(line);
	log_flush();
}

void
log_visit(const struct log_visit *v)
{
	char line[512];

	snprintf(line, sizeof(line),
	    "\"visit\":\"%s\",\"method\":\"%s\","
	    "\"route\":\"%s\",\"status\":%d,\"ms\":%llu",
	    v->id, v->method, v->route, v->status, (unsigned long long)v->ms);
	added(line);
	if (v->status >= 500)
		log_flush();
}

/*
 * PostgreSQL's message is ours when it speaks of tables and columns (42) or
 * was raised by our functions (P0); others may repeat what was typed.
 */
void
log_trouble(const char *id, const struct db_trouble *t)
{
	char line[768], message[300] = "";

	if (strncmp(t->state, "42", 2) == 0 || strncmp(t->state, "P0", 2) == 0)
		escaped(message, sizeof(message), t->message);
	snprintf(line, sizeof(line),
	    "\"visit\":\"%s\",\"statement\":\"%s\","
	    "\"sqlstate\":\"%s\",\"constraint\":\"%s\",\"message\":\"%s\"",
	    id, t->statement == NULL ? "" : t->statement->name, t->state,
	    t->constraint, message);
	written(line);
}

void
log_note(const char *what, const char *why)
{
	char line[512], a[128], b[256];

	escaped(a, sizeof(a), what);
	escaped(b, sizeof(b), why);
	snprintf(line, sizeof(line), "\"note\":\"%s\",\"why\":\"%s\"", a, b);
	written(line);
}
