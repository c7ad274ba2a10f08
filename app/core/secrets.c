/* Looks for a word for "password" with the password itself behind it. */
#include <ctype.h>
#include <string.h>

#include "secrets.h"

static const char *const names[] = { "password", "passwort", "passcode",
	"passphrase", "kennwort", "mot de passe", "hasło", "parola", "pwd",
	"pin code", "pin number", "login code", "wifi key", "wi-fi key" };

static const char *const links[] = { "is still", "is now", "is always", "was",
	"is", "ist", "est", "=", ":", "->", "–", "-" };

/* The link at s, if one stands there: where it ends, else s. */
static const char *
past_link(const char *s)
{
	size_t n;

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		n = strlen(links[i]);
		if (strncasecmp(s, links[i], n) == 0 &&
		    (!isalpha((unsigned char)links[i][0]) ||
			!isalpha((unsigned char)s[n])))
			return (s + n);
	}
	return (s);
}

/* Where the secret would begin: behind one link or two ("is: "); NULL when
 * there is none. */
static const char *
linked(const char *s)
{
	const char *end;

	s += strspn(s, " \t\n");
	end = past_link(s);
	if (end == s)
		return (NULL);
	end += strspn(end, " \t\n");
	return (past_link(end));
}

/* One word that nobody would write in a sentence. */
static bool
made_up(const char *s)
{
	bool   digit = false, letter = false, sign = false, quoted;
	size_t n;

	s += strspn(s, " \t\n");
	quoted = *s == '"' || *s == '\'' || strncmp(s, "\xe2\x80\x9c", 3) == 0;
	if (quoted)
		s += *s == '"' || *s == '\'' ? 1 : 3;
	n = strcspn(s, " \t\n\"");
	while (n > 0 && strchr(".,;:!?)'", s[n - 1]) != NULL)
		n--;
	for (size_t i = 0; i < n; i++) {
		digit = digit || isdigit((unsigned char)s[i]);
		letter = letter || isalpha((unsigned char)s[i]);
		sign = sign || (i > 0 && strchr("!$%&#@*+=_?^", s[i]) != NULL);
	}
	return (n >= 4 && n <= 64 &&
	    (quoted || sign || (digit && (letter || n >= 4))));
}

bool
secrets_told(const char *text)
{
	const char *at, *behind;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		for (at = text; (at = strcasestr(at, names[i])) != NULL;) {
			at += strlen(names[i]);
			if (*at == 's')
				at++;
			behind = linked(at);
			if (behind != NULL && made_up(behind))
				return (true);
		}
	return (false);
}
