/* Hands a letter to the mail server, or lays it into the mail folder. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <curl/curl.h>

#include "steward.h"

struct bytes {
	const char *at;
	size_t	    left;
};

static size_t
fed(char *into, size_t size, size_t n, void *arg)
{
	struct bytes *b = arg;
	size_t	      take = size * n < b->left ? size * n : b->left;

	memcpy(into, b->at, take);
	b->at += take;
	b->left -= take;
	return (take);
}

/* The address alone out of "Nocape <help@example.org>". */
static void
bare(char *into, size_t size, const char *from)
{
	const char *open = strrchr(from, '<');

	snprintf(into, size, "<%s", open != NULL ? open + 1 : from);
	into[strcspn(into, ">")] = '\0';
	snprintf(into + strlen(into), size - strlen(into), ">");
}

static void
signed_in(CURL *c, const struct settings *s, char *password, size_t size)
{
	const char *user = settings_get(s, "smtp_user");
	const char *path = settings_get(s, "smtp_password_file");
	FILE	   *f;

	if (*user == '\0')
		return;
	curl_easy_setopt(c, CURLOPT_USERNAME, user);
	f = fopen(path, "re");
	if (f == NULL)
		return;
	if (fgets(password, (int)size, f) != NULL) {
		password[strcspn(password, "\r\n")] = '\0';
		curl_easy_setopt(c, CURLOPT_PASSWORD, password);
	}
	fclose(f);
}

/* 5xx: it will be the same tomorrow; all else may pass (RFC 5321 4.2.1).
 * A server that refuses our sign-in is ours to mend, so it is tried again. */
static enum sent
judged(CURL *c, CURLcode code, char problem[static 300])
{
	long answer = 0;

	if (code == CURLE_OK)
		return (SENT);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &answer);
	snprintf(problem, 300, "%s (%ld)", curl_easy_strerror(code), answer);
	return (answer >= 550 && answer <= 554 && code != CURLE_LOGIN_DENIED
		? SENT_NEVER
		: SENT_LATER);
}

static enum sent
mailed(const struct settings *s, const struct letter *l, struct bytes b,
    char problem[static 300])
{
	CURL		  *c = curl_easy_init();
	struct curl_slist *to = NULL;
	char		   from[300], rcpt[300], password[300] = "";
	enum sent	   how;

	bare(from, sizeof(from), l->from);
	bare(rcpt, sizeof(rcpt), l->to);
	to = curl_slist_append(to, rcpt);
	curl_easy_setopt(c, CURLOPT_URL, settings_get(s, "smtp_url"));
	curl_easy_setopt(c, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY);
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, fed);
	curl_easy_setopt(c, CURLOPT_READDATA, &b);
	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 10L);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, 30L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	signed_in(c, s, password, sizeof(password));
	how = judged(c, curl_easy_perform(c), problem);
	explicit_bzero(password, sizeof(password));
	curl_slist_free_all(to);
	curl_easy_cleanup(c);
	return (how);
}

static int
written(const char *path, struct bytes b)
{
	int	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t n = 1;

	if (fd == -1)
		return (-1);
	for (; b.left > 0 && n > 0; b.at += n, b.left -= (size_t)n)
		if ((n = write(fd, b.at, b.left)) <= 0)
			break;
	if (b.left > 0 || fsync(fd) == -1) {
		close(fd);
		return (-1);
	}
	return (close(fd));
}

/* Under another name first: who watches the folder sees whole mails only.
 * The name holds the mail's number, so that a second try replaces it. */
static enum sent
laid(const struct settings *s, const struct letter *l, struct bytes b,
    char problem[static 300])
{
	const char *folder = settings_get(s, "mail_folder");
	char	    draft[512], name[512];

	mkdir(folder, 0700);
	snprintf(draft, sizeof(draft), "%s/.%09lld", folder, l->id);
	snprintf(name, sizeof(name), "%s/%09lld.eml", folder, l->id);
	if (written(draft, b) == 0 && rename(draft, name) == 0)
		return (SENT);
	snprintf(problem, 300, "mail folder: %s", strerror(errno));
	return (SENT_LATER);
}

enum sent
letter_send(const struct settings *s, const struct letter *l,
    char problem[static 300])
{
	struct bytes b;
	char	    *bytes = letter_bytes(l, &b.left);
	enum sent    how;

	problem[0] = '\0';
	if (bytes == NULL)
		return (SENT_LATER);
	b.at = bytes;
	how = *settings_get(s, "smtp_url") != '\0' ? mailed(s, l, b, problem)
						   : laid(s, l, b, problem);
	free(bytes);
	return (how);
}
