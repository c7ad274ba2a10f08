/* The log. */
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

static void
written(const char *line)
{
	char		all[1024], when[32];
	struct timespec now;
	struct tm	tm;
	int		n;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%S", &tm);
	n = snprintf(all, sizeof(all), "{\"at\":\"%s.%03ldZ\",%s}\n", when,
	    now.tv_nsec / 1000000, line);
	if (n > 0 && (size_t)n < sizeof(all) &&
	    write(STDERR_FILENO, all, (size_t)n) == -1)
		return; /* nobody left to tell */
}

void
log_visit(const struct log_visit *v)
{
	char line[512];

	snprintf(line, sizeof(line),
	    "\"visit\":\"%s\",\"method\":\"%s\","
	    "\"route\":\"%s\",\"status\":%d,\"ms\":%llu",
	    v->id, v->method, v->route, v->status, (unsigned long long)v->ms);
	written(line);
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
