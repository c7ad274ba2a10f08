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
	{ "database_audit", WORD, true, 0, 0 },
	{ "smtp_url", MAILHOST, true, 0, 0 },
	{ "smtp_tls", SWITCH, true, 0, 0 },
	{ "smtp_ca_file", TEXT, true, 0, 0 },
	{ "smtp_user", TEXT, true, 0, 0 },
	{ "smtp_password_file", TEXT, true, 0, 0 },
	{ "mail_from", MAILBOX, false, 0, 0 },
	{ "mail_folder", TEXT, false, 0, 0 },
	{ "keys_folder", TEXT, false, 0, 0 },
	{ "audit_file", TEXT, false, 0, 0 },
	{ "audit_mail", MAILBOX, true, 0, 0 },
	{ "backup_folder", WHOLE, true, 0, 0 },
	{ "backup_key", WORD, true, 0, 0 },
	{ "backup_days", NUMBER, false, 1, 36500 },
	{ "login_idle_days", NUMBER, false, 1, 365 },
	{ "login_days", NUMBER, false, 1, 365 },
	{ "desk_idle_hours", NUMBER, false, 1, 720 },
	{ "desk_days", NUMBER, false, 1, 90 },
	{ "keep_requests", NUMBER, false, 1, 36500 },
	{ "keep_messages", NUMBER, false, 1, 36500 },
	{ "keep_contact_log", NUMBER, false, 1, 36500 },
	{ "keep_mails", NUMBER, false, 1, 36500 },
	{ "keep_logins", NUMBER, false, 1, 36500 },
	{ "keep_sign_ins", NUMBER, false, 1, 36500 },
	{ "keep_operations", NUMBER, false, 1, 36500 },
	{ "keep_member_invitations", NUMBER, false, 1, 36500 },
	{ "keep_desk_notes", NUMBER, false, 1, 36500 },
	{ "keep_reports", NUMBER, false, 1, 36500 },
	{ "keep_suspensions", NUMBER, false, 1, 36500 },
	{ "keep_accounts", WARNED, false, 31, 36500 },
	{ "limits", SWITCH, true, 0, 0 },
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
	{ "emergency_phone", TEXT, true, 0, 0 },
	{ "trusted_role", TEXT, true, 0, 0 },
	{ "trusted_mail", MAILBOX, true, 0, 0 },
};

static bool
host_like(const char *v)
{
	size_t n = strspn(v, "abcdefghijklmnopqrstuvwxyz0123456789.-");

	return (n > 0 && n <= 253 && v[n] == '\0');
}

/* The scheme, a host and perhaps a port, with nothing after it. */
static bool
address_like(const char *v, const char *scheme)
{
	size_t skip = strlen(scheme), n;
	char   host[254];

	if (strncmp(v, scheme, skip) != 0)
		return (false);
	v += skip;
	n = strcspn(v, ":");
	if (n >= sizeof(host))
		return (false);
	memcpy(host, v, n);
	host[n] = '\0';
	v += n;
	return (host_like(host) &&
	    (*v == '\0' ||
		(strlen(v) >= 2 && strlen(v) <= 6 &&
		    v[1 + strspn(v + 1, "0123456789")] == '\0')));
}

/* "help@example.org", alone or in <> at the end of a name. */
static bool
mailbox_like(const char *v)
{
	const char *open = strrchr(v, '<');
	const char *at, *end;

	if (open != NULL)
		v = open + 1;
	end = v + strcspn(v, "> \t\"(),:;\\");
	at = memchr(v, '@', (size_t)(end - v));
	return (at != NULL && at > v && at + 1 < end &&
	    memchr(at + 1, '@', (size_t)(end - at - 1)) == NULL &&
	    strcmp(end, open != NULL ? ">" : "") == 0);
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
		return (address_like(v, "https://")
			? NULL
			: "https://, a host and perhaps a port");
	case MAILHOST:
		return (
		    address_like(v, "smtp://") || address_like(v, "smtps://")
			? NULL
			: "smtp://host:port, smtps://host:port or empty");
	case MAILBOX:
		return (mailbox_like(v)
			? NULL
			: "a name and an address in <>, or an address");
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
	case WARNED:
		/* a mail goes 30 days before: with fewer, to everybody */
		return (strcmp(v, "0") == 0 || number_like(k, v)
			? NULL
			: "0 for ever, or more than the 30 days before which "
			  "a mail warns");
	case WHOLE:
		return (*v == '/' ? NULL : "a whole path, from / on");
	case TEXT:
		break;
	}
	return (NULL);
}
