/* Seals and opens, with a short memory of opened keys; and erases. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "core/memory.h"
#include "vault_own.h"

enum { OPENED = 64, SECONDS = 5, LINE = 32 + 1 + 10 + 1 };

#define VARIANT sodium_base64_VARIANT_URLSAFE_NO_PADDING

/* Opened keys; each has one place, where the next of that place follows. */
static struct opened {
	char	      subject[VAULT_SUBJECT];
	unsigned char key[KEY];
	time_t	      until;
} opened[OPENED];

static time_t
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec);
}

void
vault_tick(void)
{
	time_t now = seconds();
	size_t i;

	for (i = 0; i < OPENED; i++)
		if (opened[i].until != 0 && opened[i].until <= now)
			sodium_memzero(&opened[i], sizeof(opened[i]));
}

void
vault_forget(void)
{
	sodium_memzero(opened, sizeof(opened));
}

/* The place of a subject, or of another that shares it. */
static struct opened *
place_of(const char *subject)
{
	char two[3] = { subject[0], subject[1], '\0' };

	return (&opened[strtoul(two, NULL, 16) % OPENED]);
}

/* Borrowed until the next call; NULL when there is none. */
static const unsigned char *
key_of(const char *subject)
{
	struct opened *o;

	if (!vault_subject(subject))
		return (NULL);
	o = place_of(subject);
	if (strcmp(o->subject, subject) == 0 && o->until > seconds())
		return (o->key);
	sodium_memzero(o, sizeof(*o));
	if (!vault_load(subject, o->key))
		return (NULL);
	memcpy(o->subject, subject, VAULT_SUBJECT);
	o->until = seconds() + SECONDS;
	return (o->key);
}

/* What a value is bound to, to free(). */
static char *
bound(const char *place, const char *subject, size_t *n)
{
	char *about;
	int   length = asprintf(&about, "%s|%s|1", place, subject);

	if (length == -1)
		abort();
	*n = (size_t)length;
	return (about);
}

char *
vault_seal(const char *place, const char *subject, const char *plain)
{
	const unsigned char *key;
	unsigned char	    *bytes;
	size_t		     n = strlen(plain), about_n, size;
	char		    *about, *text;

	if (n == 0)
		return (strdup(""));
	if ((key = key_of(subject)) == NULL)
		return (NULL);
	about = bound(place, subject, &about_n);
	bytes = memory_alloc(NONCE + n + TAG);
	randombytes_buf(bytes, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE, NULL,
	    (const unsigned char *)plain, n, (unsigned char *)about, about_n,
	    NULL, bytes, key);
	size = sodium_base64_encoded_len(NONCE + n + TAG, VARIANT);
	text = memory_alloc(2 + size);
	memcpy(text, "1.", 2);
	sodium_bin2base64(text + 2, size, bytes, NONCE + n + TAG, VARIANT);
	free(bytes);
	free(about);
	return (text);
}

/* The bytes behind "1.", to free(); NULL when it is no sealed value. */
static unsigned char *
unpacked(const char *sealed, size_t *n)
{
	unsigned char *bytes;
	size_t	       most = strlen(sealed);

	if (strncmp(sealed, "1.", 2) != 0)
		return (NULL);
	bytes = memory_alloc(most);
	if (sodium_base642bin(bytes, most, sealed + 2, most - 2, NULL, n, NULL,
		VARIANT) == 0 &&
	    *n > NONCE + TAG)
		return (bytes);
	free(bytes);
	return (NULL);
}

char *
vault_unseal(const char *place, const char *subject, const char *sealed)
{
	const unsigned char *key;
	unsigned char	    *bytes;
	size_t		     n, about_n;
	char		    *about, *text;
	unsigned long long   length;

	if (*sealed == '\0')
		return (strdup(""));
	if ((key = key_of(subject)) == NULL ||
	    (bytes = unpacked(sealed, &n)) == NULL)
		return (NULL);
	about = bound(place, subject, &about_n);
	text = memory_alloc(n);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)text,
		&length, NULL, bytes + NONCE, n - NONCE, (unsigned char *)about,
		about_n, bytes, key) == 0) {
		text[length] = '\0';
	} else {
		free(text);
		text = NULL;
	}
	free(about);
	free(bytes);
	return (text);
}

char *
vault_open(const char *envelope)
{
	char *copy, *rest, *place, *subject, *text = NULL;

	if (*envelope == '\0')
		return (strdup(""));
	if ((copy = rest = strdup(envelope)) == NULL)
		abort();
	place = strsep(&rest, "|");
	subject = strsep(&rest, "|");
	if (rest != NULL)
		text = vault_unseal(place, subject, rest);
	free(copy);
	return (text);
}

bool
vault_drop(const char *subject)
{
	char path[PATH_MAX];
	bool gone;

	if (!vault_subject(subject))
		return (vault_failed("\"%s\" is no name of a key.",
		    subject == NULL ? "" : subject));
	sodium_memzero(place_of(subject), sizeof(struct opened));
	vault_path(path, "people/%s", subject);
	gone = unlink(path) == 0 || errno == ENOENT;
	vault_path(path, "people/%s.new", subject);
	gone = (unlink(path) == 0 || errno == ENOENT) && gone;
	return (gone ||
	    vault_failed("The key %s cannot be removed: %s.", subject,
		strerror(errno)));
}

/* Whether the list ends within a line, which a full disk or a power cut left:
 * what is added to it would be read as nobody. */
static bool
torn(int fd)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char  last;

	return (end > 0 && pread(fd, &last, 1, end - 1) == 1 && last != '\n');
}

/* One write of one line: lines of two who erase at once stay whole. */
static bool
noted(const char *subject)
{
	char	  path[PATH_MAX], line[1 + LINE + 1], day[11];
	time_t	  now = time(NULL);
	struct tm tm;
	int	  fd, n;
	bool	  whole;

	gmtime_r(&now, &tm);
	strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	vault_path(path, "erased");
	fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	n = snprintf(line, sizeof(line), "%s%s %s\n",
	    fd != -1 && torn(fd) ? "\n" : "", subject, day);
	whole = fd != -1 && vault_owned(fd) &&
	    write(fd, line, (size_t)n) == n && fsync(fd) == 0;
	if (fd != -1)
		close(fd);
	return (whole ||
	    vault_failed("%s cannot be written: %s.", path, strerror(errno)));
}

/* Noted first: erased but forgotten would come back with a restore. */
bool
vault_destroy(const char *subject)
{
	return (
	    vault_subject(subject) && noted(subject) && vault_drop(subject));
}

bool
vault_erased(bool (*each)(void *, const char *subject), void *with)
{
	char   path[PATH_MAX], *line = NULL;
	size_t size = 0;
	bool   fine = true;
	FILE  *list = fopen(vault_path(path, "erased"), "re");

	if (list == NULL && errno != ENOENT)
		return (vault_failed("%s cannot be read: %s.", path,
		    strerror(errno)));
	while (fine && list != NULL && getline(&line, &size, list) != -1) {
		line[strcspn(line, " \n")] = '\0';
		if (vault_subject(line))
			fine = each(with, line);
	}
	free(line);
	if (list != NULL)
		fclose(list);
	return (fine);
}
