/*
 * The mail server as the settings name it: how it is reached, trusted and
 * signed in to.  The steward sends through it, `nocape check` asks whether
 * it answers.
 */
#ifndef NC_STEWARD_SERVER_H
#define NC_STEWARD_SERVER_H

#include <curl/curl.h>

#include "core/settings.h"

struct server {
	CURL *curl;			/* set up but for what is to be done */
	char  refusal[200];		/* its last 4xx or 5xx, or "" */
	char  trouble[CURL_ERROR_SIZE]; /* what curl says, or "" */
};

/* False, after a sentence about a file that the settings name and that
 * cannot be read.  server_close() in either case. */
bool server_open(struct server *, const struct settings *,
    char problem[static 300]);
void server_close(struct server *);

/* In words why the call ended so: what the server said, else what curl
 * says.  ASCII, without addresses. */
void server_words(const struct server *, CURLcode, char problem[static 300]);

#endif
