/* Which settings there are, and how a value of each kind looks. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "settings_known.h"

const struct known settings_general[SETTINGS_GENERAL] = {
	{ "base_url", ADDRESS, false, 0, 0 },
	{ "database_host", WORD, false, 0, 0 },
	{ "database_port", NUMBER, false, 1, 65535 },
	{ "database_name", WORD, false, 0, 0 },
	{ "database_owner", WORD, false, 0, 0 },
	{ "database_web", WORD, false, 0, 0 },
	{ "database_steward", WORD, false, 0, 0 },
	{ "smtp_url", MAILHOST, true, 0, 0 },
	{ "smtp_user", TEXT, true, 0, 0 },
	{ "smtp_password_file", TEXT, true, 0, 0 },
	{ "mail_from", TEXT, false, 0, 0 },
	{ "mail_folder", TEXT, false, 0, 0 },
	{ "keys_folder", TEXT, false, 0, 0 },
	{ "login_idle_days", NUMBER, false, 1, 365 },
	{ "login_days", NUMBER, false, 1, 365 },
	{ "desk_idle_hours", NUMBER, false, 1, 720 },
	{ "desk_days", NUMBER, false, 1, 90 },
	{ "demo", SWITCH, false, 0, 0 },
	{ "pseudo", SWITCH, false, 0, 0 },
};

const struct known settings_section[SETTINGS_SECTION] = {
	{ "default", YES, true, 0, 0 },
	{ "name", TEXT, false, 0, 0 },
	{ "host", HOST, false, 0, 0 },
	{ "zone", WORD, false, 0, 0 },
	{ "zone_label", TEXT, false, 0, 0 },
	{ "country", LETTERS, false, 0, 0 },
	{ "phone", TEXT, true, 0, 0 },
	{ "phone_hours", TEXT, true, 0, 0 },
};

static bool
host_like(const char *v)
{
	size_t n = strspn(v, "abcdefghijklmnopqrstuvwxyz0123456789.-");

	return (n > 0 && n <= 253 && v[n] == '\0');
}

static bool
address_like(const char *v)
{
	char   host[254];
	size_t n;

	if (strncmp(v, "https://", 8) != 0)
		return (false);
	n = strcspn(v + 8, ":");
	if (n >= sizeof(host))
		return (false);
	memcpy(host, v + 8, n);
	host[n] = '\0';
	v += 8 + n;
	return (host_like(host) &&
	    (*v == '\0' ||
		(strlen(v) >= 2 && strlen(v) <= 6 &&
		    v[1 + strspn(v + 1, "0123456789")] == '\0')));
}

static bool
number_like(const struct known *k, const char *v)
{
	char *end;
	long  n;

	errno = 0;
	n = strtol(v, &end, 10);
	return (isdigit((unsigned char)*v) && *end == '\0' && errno == 0 &&
	    n >= k->min && n <= k->max);
}

const char *
known_expected(const struct known *k, const char *v)
{
	switch (k->kind) {
	case WORD:
		return (strpbrk(v, " \t'\"\\") ? "one word" : NULL);
	case HOST:
		return (host_like(v) ? NULL : "a host name in small letters");
	case ADDRESS:
		return (address_like(v)
			? NULL
			: "https://, a host and perhaps a port");
	case MAILHOST:
		return (strncmp(v, "smtp://", 7) == 0 ||
			    strncmp(v, "smtps://", 8) == 0
			? NULL
			: "smtp://host:port, smtps://host:port or empty");
	case LETTERS:
		return (strlen(v) == 2 && isupper((unsigned char)v[0]) &&
			    isupper((unsigned char)v[1])
			? NULL
			: "two capital letters");
	case SWITCH:
		return (strcmp(v, "on") == 0 || strcmp(v, "off") == 0
			? NULL
			: "on or off");
	case YES:
		return (strcmp(v, "yes") == 0 ? NULL : "yes, or left out");
	case NUMBER:
		return (number_like(k, v) ? NULL : "a whole number");
	case TEXT:
		break;
	}
	return (NULL);
}
