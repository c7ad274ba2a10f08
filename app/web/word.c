/* Words that are shown in a page and come back once, from the same browser,
 * signed in as before, for the same purpose. */
#include <stdlib.h>
#include <string.h>

#include "machine.h"

enum { TIME = 16, RANDOM = 32, STAMP = TIME + RANDOM };

static void
marked(struct visit *v, const char *purpose, const char *stamp,
    char into[SECRET_HASH])
{
	struct visit_machine *m = v->machine;

	secret_mark(into, purpose, cookies_browser(m),
	    memory_print(&m->memory, "%s %s", m->login_hash, stamp));
}

const char *
visit_word_new(struct visit *v, const char *purpose, const char *at)
{
	char	    fresh[RANDOM + 1], mark[SECRET_HASH];
	const char *stamp;

	secret_random(fresh, sizeof(fresh));
	stamp = visit_print(v, "%016llx%s",
	    at == NULL ? 0ULL : strtoull(at, NULL, 10), fresh);
	marked(v, purpose, stamp, mark);
	return (visit_print(v, "%s%s", stamp, mark));
}

bool
visit_word_back(struct visit *v, const char *purpose, const char *word,
    int64_t *at)
{
	char *stamp, mark[SECRET_HASH];

	if (word == NULL || strlen(word) != STAMP + SECRET_HASH - 1)
		return (false);
	stamp = memory_copy(&v->machine->memory, word, STAMP);
	marked(v, purpose, stamp, mark);
	if (!secret_same(mark, word + STAMP))
		return (false);
	stamp[TIME] = '\0';
	*at = (int64_t)strtoull(stamp, NULL, 16);
	return (true);
}

const char *
visit_host(struct visit *v)
{
	const char *host = visit_base_url(v) + strlen("https://");

	return (visit_print(v, "%.*s", (int)strcspn(host, ":"), host));
}
