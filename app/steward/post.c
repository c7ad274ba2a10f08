/* Hands a letter to the mail server, or lays it into the mail folder. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "server.h"
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

/* Refused because of us, not of the mail: our address as the sender (x.1.7,
 * x.1.8), the way there (x.4), a right or policy such as relaying without a
 * sign-in (x.7).  RFC 3463. */
static bool
ours_to_mend(const char *refusal)
{
	const char *detail = refusal + 4;

	if (strlen(refusal) < 9 || strncmp(detail, "5.", 2) != 0)
		return (false);
	detail += 2;
	return (strncmp(detail, "1.7", 3) == 0 ||
	    strncmp(detail, "1.8", 3) == 0 || strncmp(detail, "4.", 2) == 0 ||
	    strncmp(detail, "7.", 2) == 0);
}

/* The mail itself was refused for good (5xx): tomorrow it will be again.  All
 * else may pass, or is ours to mend: who refuses at the door, our sign-in or
 * STARTTLS, has not looked at it (530: RFC 4954, RFC 3207). */
static enum sent
judged(const struct server *s, CURLcode code, bool handed_over)
{
	long answer = 0;

	if (code == CURLE_OK)
		return (SENT);
	curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &answer);
	if (answer < 500 || answer > 599 || answer == 530 ||
	    ours_to_mend(s->refusal))
		return (SENT_LATER);
	return (code == CURLE_SEND_ERROR ||
		    (code == CURLE_WEIRD_SERVER_REPLY && handed_over)
		? SENT_NEVER
		: SENT_LATER);
}

static enum sent
mailed(const struct settings *s, const struct letter *l, struct bytes b,
    char problem[static 300])
{
	struct server	   server;
	struct curl_slist *to = NULL;
	char		   from[300], rcpt[300];
	CURLcode	   code;
	enum sent	   how = SENT_LATER;

	snprintf(from, sizeof(from), "<%s>", l->from);
	snprintf(rcpt, sizeof(rcpt), "<%s>", l->to);
	to = curl_slist_append(to, rcpt);
	if (server_open(&server, s, problem)) {
		curl_easy_setopt(server.curl, CURLOPT_MAIL_FROM, from);
		curl_easy_setopt(server.curl, CURLOPT_MAIL_RCPT, to);
		curl_easy_setopt(server.curl, CURLOPT_READFUNCTION, fed);
		curl_easy_setopt(server.curl, CURLOPT_READDATA, &b);
		curl_easy_setopt(server.curl, CURLOPT_UPLOAD, 1L);
		code = curl_easy_perform(server.curl);
		how = judged(&server, code, b.left == 0);
		if (how != SENT)
			server_words(&server, code, problem);
	}
	curl_slist_free_all(to);
	server_close(&server);
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
