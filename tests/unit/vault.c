/* The vault: what is sealed opens where it was sealed and nowhere else. */
#include <sys/stat.h>
#include <sys/wait.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/vault.h"
#include "tap.h"

static char folder[] = "/tmp/nocape-vault.XXXXXX";
static char whole[200];

static const char *
in(const char *name)
{
	snprintf(whole, sizeof(whole), "%s/keys/%s", folder, name);
	return (whole);
}

static bool
opens(const char *place, const char *subject, const char *sealed)
{
	char *text = vault_unseal(place, subject, sealed);
	bool  there = text != NULL;

	free(text);
	return (there);
}

static void
round_trips(const char *a)
{
	static const char *const plain[] = { "", "7", "01632 960142",
		"Ring twice; the key is at 李伟's.\nMind the step." };

	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		char *sealed = vault_seal("accounts.phone", a, plain[i]);
		char *text = vault_unseal("accounts.phone", a, sealed);

		tap_str(text, plain[i], "comes back: %zu bytes",
		    strlen(plain[i]));
		tap_ok((*sealed == '\0') == (*plain[i] == '\0') &&
			(*plain[i] == '\0' || strncmp(sealed, "1.", 2) == 0),
		    "nothing stays nothing, all else is sealed");
		free(text);
		free(sealed);
	}
}

static void
bound(const char *a, const char *b)
{
	char *one = vault_seal("accounts.phone", a, "01632 960142");
	char *two = vault_seal("accounts.phone", a, "01632 960142");
	char *envelope, *text;

	tap_ok(strcmp(one, two) != 0, "the same is never sealed alike");
	tap_ok(!opens("groups.street", a, one), "not in another column");
	tap_ok(!opens("accounts.phone", b, one), "not of another person");
	tap_ok(!opens("accounts.phone", "", one), "not of nobody");
	tap_ok(!opens("accounts.phone", a, "01632 960142"), "not unsealed");
	tap_ok(!opens("accounts.phone", a, "1."), "not empty");
	one[0] = '2';
	tap_ok(!opens("accounts.phone", a, one), "not of another version");
	one[0] = '1';
	for (size_t i = 2; i < strlen(one); i += 7) {
		char was = one[i];

		one[i] = was == 'A' ? 'B' : 'A';
		tap_ok(!opens("accounts.phone", a, one), "not flipped at %zu",
		    i);
		one[i] = was;
	}
	tap_ok(opens("accounts.phone", a, one), "but as it was");
	if (asprintf(&envelope, "accounts.phone|%s|%s", a, one) == -1)
		abort();
	text = vault_open(envelope);
	tap_str(text, "01632 960142", "an envelope says what it is of");
	tap_ok(vault_open("accounts.phone") == NULL &&
		vault_open("a|b") == NULL && vault_open("|||") == NULL,
	    "what is no envelope does not open");
	free(text);
	free(envelope);
	free(one);
	free(two);
}

static bool
counted(void *n, const char *subject)
{
	++*(int *)n;
	return (strlen(subject) == 32);
}

static void
destroyed(const char *a)
{
	char *sealed = vault_seal("accounts.phone", a, "01632 960142");
	char  loose[VAULT_SUBJECT];
	int   n = 0;

	tap_ok(vault_new(loose) && vault_drop(loose), "a key can be dropped");
	tap_ok(vault_destroy(a), "and one destroyed");
	tap_ok(!opens("accounts.phone", a, sealed), "then nothing opens");
	tap_ok(vault_seal("accounts.phone", a, "x") == NULL, "nor is sealed");
	tap_ok(vault_destroy(a), "twice is the same");
	tap_ok(!vault_destroy("../master.1"), "what is no name is refused");
	tap_ok(vault_erased(counted, &n) && n == 2,
	    "who was destroyed is in the list, who was dropped is not");
	free(sealed);
}

/* What a full disk left of a line must not swallow the next one. */
static void
half_noted(void)
{
	char  next[VAULT_SUBJECT], others[VAULT_SUBJECT];
	int   n = 0, before = 0;
	FILE *list;

	tap_ok(vault_erased(counted, &before) && vault_new(next) &&
		vault_new(others),
	    "two more");
	list = fopen(in("erased"), "a");
	tap_ok(list != NULL && fputs("0123456789abcdef", list) != EOF &&
		fclose(list) == 0,
	    "and half a line");
	tap_ok(vault_destroy(next) && vault_destroy(others) &&
		vault_erased(counted, &n) && n == before + 2,
	    "both are in the list: %d", n - before);
	tap_ok(vault_settled(), "on the disk: %s", vault_problem());
}

static void
modes(void)
{
	struct stat st;

	tap_ok(stat(in("people"), &st) == 0 && (st.st_mode & 07777) == 0300,
	    "the folder of keys is entered, not listed");
	tap_ok(stat(in("master.1"), &st) == 0 && (st.st_mode & 07777) == 0600 &&
		st.st_size == 32,
	    "the master key is ours alone");
	tap_ok(stat(in(""), &st) == 0 && (st.st_mode & 077) == 0,
	    "and nobody else looks in");
	tap_ok(vault_check(), "the check says so too: %s", vault_problem());
	chmod(in("people"), 0750);
	tap_ok(!vault_check(), "and says when it is not so: %s",
	    vault_problem());
	chmod(in("people"), 0300);
}

static void
swapped(const char *a, const char *b)
{
	char from[200];

	vault_forget();
	snprintf(from, sizeof(from), "%s/keys/people/%s", folder, a);
	snprintf(whole, sizeof(whole), "%s/keys/people/%s", folder, b);
	tap_ok(rename(from, whole) == 0 &&
		vault_seal("accounts.phone", b, "x") == NULL,
	    "a key under another's name does not open");
}

/* What was sealed before opens after; new keys go on being made by one who
 * does not know of it; and one who was killed in the middle is no harm. */
static void
turned(const char *a)
{
	char  *sealed = vault_seal("accounts.phone", a, "01632 960142");
	char   fresh[VAULT_SUBJECT], more[200][VAULT_SUBJECT];
	size_t n, fine = 0;
	int    end = 0;
	pid_t  child;

	for (size_t i = 0; i < 100; i++)
		fine += vault_new(more[i]);
	child = fork();
	if (child == 0)
		_exit(!vault_rotate(&n));
	for (size_t i = 100; i < 200; i++)
		fine += vault_new(more[i]);
	tap_ok(waitpid(child, &end, 0) == child && end == 0,
	    "the master key is turned");
	tap_int((int64_t)fine, 200, "while keys are made");
	vault_forget();
	tap_ok(opens("accounts.phone", a, sealed), "what was sealed opens");
	tap_ok(access(in("master.1"), F_OK) == -1 &&
		access(in("master.2"), F_OK) == 0,
	    "the old one is gone");
	tap_ok(vault_new(fresh), "a new key");
	for (size_t i = fine = 0; i < 200; i++) {
		char *one = vault_seal("a.b", more[i], "x");

		fine += one != NULL;
		free(one);
	}
	tap_int((int64_t)fine, 200, "and all of them open");
	tap_ok(vault_start(in("")) && opens("accounts.phone", a, sealed),
	    "also to who starts afterwards");
	tap_ok(vault_rotate(&n) && n > 200 && vault_check(), "and again: %zu",
	    n);
	tap_ok(opens("accounts.phone", a, sealed), "it opens");
	free(sealed);
}

/* Killed at every place: after so many milliseconds, as they come. */
static void
killed(const char *a)
{
	char  *sealed = vault_seal("accounts.phone", a, "01632 960142");
	size_t n, fine = 0;

	for (int i = 0; i < 20; i++) {
		pid_t child = fork();

		if (child == 0) {
			vault_rotate(&n);
			_exit(0);
		}
		usleep((useconds_t)(1000 * i));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		vault_forget();
		fine += opens("accounts.phone", a, sealed);
	}
	tap_int((int64_t)fine, 20, "killed 20 times, it opens each time");
	sleep(7); /* what was half written is left alone so long */
	tap_ok(vault_rotate(&n) && vault_check(), "and run again it ends: %s",
	    vault_problem());
	vault_forget();
	tap_ok(opens("accounts.phone", a, sealed), "well");
	free(sealed);
}

static void
missing(const char *a)
{
	char *sealed = vault_seal("accounts.phone", a, "01632 960142");
	char  away[200];

	vault_forget();
	snprintf(away, sizeof(away), "%s/away", folder);
	tap_ok(rename(in(""), away) == 0 &&
		!opens("accounts.phone", a, sealed) &&
		vault_seal("a.b", a, "x") == NULL,
	    "without the store nothing opens");
	tap_ok(rename(away, in("")) == 0 && opens("accounts.phone", a, sealed),
	    "and it does when that is back");
	snprintf(away, sizeof(away), "%s/not/there", folder);
	tap_ok(!vault_start(away) &&
		strstr(vault_problem(), "cannot be made") != NULL,
	    "a sentence: %s", vault_problem());
	free(sealed);
}

/* What the power took before it was whole, nobody was told of: no harm. */
static void
torn(void)
{
	char   path[200];
	size_t n;
	int    fd;

	snprintf(path, sizeof(path), "%s/keys/people/%s", folder,
	    "0123456789abcdef0123456789abcdef");
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	tap_ok(fd != -1 && write(fd, "torn", 4) == 4 && close(fd) == 0 &&
		vault_rotate(&n) && vault_check(),
	    "a torn key is passed by: %s", vault_problem());
	unlink(path);
}

static uid_t
owner(const char *name)
{
	struct stat st;

	return (stat(in(name), &st) == 0 ? st.st_uid : (uid_t)-1);
}

/* Root, who migrates, makes the store for the one it belongs to. */
static void
given(void)
{
	char   own[200], path[240];
	uid_t  other = 65534;
	size_t n;

	snprintf(own, sizeof(own), "%s", in("../given"));
	if (mkdir(own, 0700) == -1 || chown(own, other, other) == -1)
		return;
	tap_ok(vault_start(own) && owner("../given/people") == other &&
		owner("../given/master.1") == other && vault_check(),
	    "the folder of keys is its owner's: %s", vault_problem());
	tap_ok(vault_rotate(&n) && owner("../given/rotating") == other &&
		owner("../given/master.2") == other,
	    "so is what a turn makes");
	snprintf(path, sizeof(path), "%s/people", own);
	tap_ok(chown(path, 0, 0) == 0 && !vault_check() &&
		strstr(vault_problem(), "belongs to another") != NULL,
	    "and the check says when it is not: %s", vault_problem());
	vault_start(in(""));
}

int
main(void)
{
	char a[VAULT_SUBJECT], b[VAULT_SUBJECT], c[VAULT_SUBJECT];

	if (mkdtemp(folder) == NULL)
		return (1);
	tap_ok(vault_start(in("")), "the store is made: %s", vault_problem());
	tap_ok(vault_new(a) && vault_new(b) && vault_new(c), "keys are made");
	tap_ok(strcmp(a, b) != 0 && strlen(a) == 32, "each its own");
	round_trips(a);
	bound(a, b);
	modes();
	turned(a);
	killed(a);
	torn();
	missing(a);
	tap_ok(vault_start(in("")), "the store is found again");
	destroyed(a);
	half_noted();
	swapped(b, c);
	if (geteuid() == 0)
		given();
	return (tap_end());
}
