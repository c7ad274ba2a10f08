/* Opens the way to the mail server, and listens to what it says no with. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "server.h"

/* A refusal may have several lines; the first says most. */
static size_t
heard(char *line, size_t size, size_t n, void *arg)
{
	struct server *s = arg;
	size_t	       used = size * n;

	if (used > 3 && (*line == '4' || *line == '5') &&
	    memcmp(s->refusal, line, 3) != 0)
		snprintf(s->refusal, sizeof(s->refusal), "%.*s",
		    (int)strcspn(line, "\r\n"), line);
	return (used);
}

/* What a call brings that nobody asked for. */
static size_t
unread(char *bytes, size_t size, size_t n, void *arg)
{
	(void)bytes;
	(void)arg;
	return (size * n);
}

/* The password is the first line of its file. */
static bool
signed_in(struct server *s, const struct settings *set, char *problem)
{
	const char *path = settings_get(set, "smtp_password_file");
	char	    password[300] = "";
	FILE	   *f;

	if (*path == '\0')
		return (true);
	f = fopen(path, "re");
	if (f == NULL || fgets(password, sizeof(password), f) == NULL) {
		snprintf(problem, 300, "\"smtp_password_file\" %s: %s.", path,
		    f == NULL ? strerror(errno) : "there is nothing in it");
		if (f != NULL)
			fclose(f);
		return (false);
	}
	fclose(f);
	password[strcspn(password, "\r\n")] = '\0';
	curl_easy_setopt(s->curl, CURLOPT_USERNAME,
	    settings_get(set, "smtp_user"));
	curl_easy_setopt(s->curl, CURLOPT_PASSWORD, password);
	explicit_bzero(password, sizeof(password));
	return (true);
}

/* Without TLS where the settings say so, and never with a guess: a server
 * that stops offering STARTTLS may be somebody in between. */
static bool
trusted(struct server *s, const struct settings *set, char *problem)
{
	const char *ca = settings_get(set, "smtp_ca_file");
	bool	    off = strcmp(settings_get(set, "smtp_tls"), "off") == 0;

	curl_easy_setopt(s->curl, CURLOPT_USE_SSL,
	    (long)(off ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	if (*ca == '\0')
		return (true);
	if (access(ca, R_OK) == -1) {
		snprintf(problem, 300, "\"smtp_ca_file\" %s: %s.", ca,
		    strerror(errno));
		return (false);
	}
	curl_easy_setopt(s->curl, CURLOPT_CAINFO, ca);
	curl_easy_setopt(s->curl, CURLOPT_CAPATH, NULL);
	return (true);
}

bool
server_open(struct server *s, const struct settings *set,
    char problem[static 300])
{
	memset(s, 0, sizeof(*s));
	s->curl = curl_easy_init();
	curl_easy_setopt(s->curl, CURLOPT_URL, settings_get(set, "smtp_url"));
	curl_easy_setopt(s->curl, CURLOPT_PROXY, "");
	curl_easy_setopt(s->curl, CURLOPT_CONNECTTIMEOUT, 10L);
	curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, 30L);
	/* Curl waits this long for the answer to its QUIT, after the time above
	 * is over; two minutes if not told. */
	curl_easy_setopt(s->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, 30L);
	curl_easy_setopt(s->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(s->curl, CURLOPT_WRITEFUNCTION, unread);
	curl_easy_setopt(s->curl, CURLOPT_HEADERFUNCTION, heard);
	curl_easy_setopt(s->curl, CURLOPT_HEADERDATA, s);
	curl_easy_setopt(s->curl, CURLOPT_ERRORBUFFER, s->trouble);
	return (trusted(s, set, problem) && signed_in(s, set, problem));
}

void
server_close(struct server *s)
{
	curl_easy_cleanup(s->curl);
}

/* Servers name the address that they refuse, in any encoding. */
static void
masked(char *into, size_t size, const char *from)
{
	static const char ends[] = " <>()[]\"',;:";
	size_t		  n, used = 0;

	for (; *from != '\0' && used + 4 < size; from += n) {
		n = strcspn(from, ends);
		if (n == 0)
			n = 1;
		if (memchr(from, '@', n) != NULL)
			used +=
			    (size_t)snprintf(into + used, size - used, "...");
		else
			for (size_t i = 0; i < n && used + 1 < size; i++)
				into[used++] = isprint((unsigned char)from[i])
				    ? from[i]
				    : '?';
	}
	into[used] = '\0';
}

void
server_words(const struct server *s, CURLcode code, char problem[static 300])
{
	masked(problem, 300,
	    *s->refusal != '\0'	      ? s->refusal
		: *s->trouble != '\0' ? s->trouble
				      : curl_easy_strerror(code));
}
