/* Reads conf/nocape.conf: `name = value` lines and community sections. */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings.h"
#include "settings_known.h"

struct reader {
	const char	*path;
	int		 line;
	struct settings *s;
	char	       **problem;
};

/* Says what is wrong, and where unless the line is 0; always false. */
static bool __attribute__((format(printf, 2, 3)))
wrong(struct reader *r, const char *fmt, ...)
{
	va_list ap;
	char   *what;
	int	n;

	va_start(ap, fmt);
	n = vasprintf(&what, fmt, ap);
	va_end(ap);
	if (n == -1)
		abort();
	if (r->line > 0)
		n = asprintf(r->problem, "%s, line %d: %s", r->path, r->line,
		    what);
	else
		n = asprintf(r->problem, "%s: %s", r->path, what);
	if (n == -1)
		abort();
	free(what);
	return (false);
}

static char *
trimmed(char *text)
{
	size_t n;

	while (isspace((unsigned char)*text))
		text++;
	for (n = strlen(text); n > 0 && isspace((unsigned char)text[n - 1]);)
		n--;
	text[n] = '\0';
	return (text);
}

static bool
value_read(struct reader *r, const struct known *k, char **slot,
    const char *value)
{
	const char *should;

	if (*slot != NULL)
		return (wrong(r, "\"%s\" is set twice.", k->name));
	if (*value == '\0' && !k->empty)
		return (wrong(r, "\"%s\" is empty.", k->name));
	should = *value == '\0' ? NULL : known_expected(k, value);
	if (should != NULL && k->kind == NUMBER)
		return (wrong(r,
		    "\"%s\" should be %s from %ld to %ld, not "
		    "\"%s\".",
		    k->name, should, k->min, k->max, value));
	if (should != NULL)
		return (wrong(r, "\"%s\" should be %s, not \"%s\".", k->name,
		    should, value));
	if ((*slot = strdup(value)) == NULL)
		abort();
	return (true);
}

static bool
setting_read(struct reader *r, char *text)
{
	char		   *equals = strchr(text, '=');
	struct place	   *p;
	const struct known *k;
	const char	   *name;
	size_t		    i;

	if (equals == NULL)
		return (wrong(r, "\"%s\" is not \"name = value\".", text));
	*equals = '\0';
	name = trimmed(text);
	p = r->s->count > 0 ? &r->s->places[r->s->count - 1] : NULL;
	k = p != NULL ? settings_section : settings_general;
	for (i = 0; i < (p != NULL ? SETTINGS_SECTION : SETTINGS_GENERAL); i++)
		if (strcmp(k[i].name, name) == 0)
			return (value_read(r, &k[i],
			    p != NULL ? &p->values[i] : &r->s->values[i],
			    trimmed(equals + 1)));
	return (wrong(r, "\"%s\" is no setting that Nocape knows%s.", name,
	    p != NULL ? " in a community's section" : ""));
}

/* "[community KEY]" */
static bool
section_read(struct reader *r, char *text)
{
	struct settings *s = r->s;
	size_t		 n = strlen(text), i;
	char		*key;

	if (strncmp(text, "[community ", 11) != 0 || text[n - 1] != ']')
		return (wrong(r,
		    "a section is \"[community KEY]\", not "
		    "\"%s\".",
		    text));
	text[n - 1] = '\0';
	key = trimmed(text + 11);
	n = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (n == 0 || n > 40 || key[n] != '\0' || !islower((int)*key))
		return (wrong(r,
		    "a community's key is small letters, digits "
		    "and dashes, not \"%s\".",
		    key));
	for (i = 0; i < s->count; i++)
		if (strcmp(s->places[i].key, key) == 0)
			return (
			    wrong(r, "there are two communities \"%s\".", key));
	s->places = reallocarray(s->places, s->count + 1, sizeof(*s->places));
	if (s->places == NULL)
		abort();
	memset(&s->places[s->count], 0, sizeof(*s->places));
	if ((s->places[s->count++].key = strdup(key)) == NULL)
		abort();
	return (true);
}

static bool
line_read(struct reader *r, char *line)
{
	char *text = trimmed(line);

	if (*text == '\0' || *text == '#')
		return (true);
	return (*text == '[' ? section_read(r, text) : setting_read(r, text));
}

static bool
file_read(struct reader *r, FILE *file)
{
	char   *line = NULL;
	size_t	size = 0;
	ssize_t n;
	bool	fine = true;

	while (fine && (n = getline(&line, &size, file)) != -1) {
		r->line++;
		if (strlen(line) != (size_t)n)
			fine = wrong(r, "there is a zero byte in it.");
		else
			fine = line_read(r, line);
	}
	free(line);
	r->line = 0;
	return (fine);
}

static bool
all_there(struct reader *r)
{
	struct settings *s = r->s;
	size_t		 i, p;

	for (i = 0; i < SETTINGS_GENERAL; i++)
		if (s->values[i] == NULL && !settings_general[i].empty)
			return (wrong(r, "\"%s\" is missing.",
			    settings_general[i].name));
	if (s->count == 0)
		return (wrong(r, "a section \"[community KEY]\" is missing."));
	for (p = 0; p < s->count; p++)
		for (i = 0; i < SETTINGS_SECTION; i++)
			if (s->places[p].values[i] == NULL &&
			    !settings_section[i].empty)
				return (wrong(r,
				    "\"%s\" is missing in the "
				    "section of \"%s\".",
				    settings_section[i].name,
				    s->places[p].key));
	return (true);
}

/* What the settings of the mail server say together. */
static bool
mail_makes_sense(struct reader *r)
{
	const char *url = settings_get(r->s, "smtp_url");
	bool	    named = *settings_get(r->s, "smtp_user") != '\0';

	if (*url == '\0')
		return (true);
	if (settings_on(r->s, "demo"))
		return (wrong(r,
		    "\"demo\" is on and \"smtp_url\" is set: "
		    "made-up people would get real mail. Choose one."));
	if (named != (*settings_get(r->s, "smtp_password_file") != '\0'))
		return (wrong(r,
		    "\"smtp_user\" and \"smtp_password_file\" "
		    "go together: set both, or none."));
	if (named && strncmp(url, "smtp:", 5) == 0 &&
	    strcmp(settings_get(r->s, "smtp_tls"), "off") == 0)
		return (wrong(r,
		    "\"smtp_tls\" is off and \"smtp_user\" is set: "
		    "its password could be read on the way. Choose one."));
	return (true);
}

/* What is copied is sealed: a folder without a key would hold it in plain. */
static bool
backups_make_sense(struct reader *r)
{
	if ((*settings_get(r->s, "backup_folder") != '\0') ==
	    (*settings_get(r->s, "backup_key") != '\0'))
		return (true);
	return (wrong(r,
	    "\"backup_folder\" and \"backup_key\" go together: "
	    "set both, or none."));
}

/* Who reads past the coordinators has a name there and an address. */
static bool
trust_makes_sense(struct reader *r, const struct community *c)
{
	if ((*c->trusted_role != '\0') == (*c->trusted_mail != '\0'))
		return (true);
	return (wrong(r,
	    "\"trusted_role\" and \"trusted_mail\" of \"%s\" go "
	    "together: set both, or none.",
	    c->key));
}

/* What no single line can tell. */
static bool
makes_sense(struct reader *r)
{
	struct settings *s = r->s;
	size_t		 i, j, defaults = 0;

	for (i = 0; i < s->count; i++) {
		settings_fill(s, &s->places[i]);
		if (!trust_makes_sense(r, &s->places[i].community))
			return (false);
		defaults += s->places[i].community.is_default;
		for (j = 0; j < i; j++)
			if (strcmp(s->places[i].community.host,
				s->places[j].community.host) == 0)
				return (wrong(r,
				    "\"host\" %s leads to two "
				    "communities.",
				    s->places[i].community.host));
	}
	if (defaults != 1)
		return (wrong(r,
		    "one community has \"default = yes\", not "
		    "%zu.",
		    defaults));
	return (backups_make_sense(r) && mail_makes_sense(r));
}

struct settings *
settings_read(const char *path, char **problem)
{
	struct settings *s = calloc(1, sizeof(*s));
	struct reader	 r = { path, 0, s, problem };
	FILE		*file = fopen(path, "re");
	bool		 fine;

	if (s == NULL)
		abort();
	*problem = NULL;
	if (file == NULL)
		fine = wrong(&r, "cannot be read: %s.", strerror(errno));
	else {
		fine = file_read(&r, file) && all_there(&r) && makes_sense(&r);
		fclose(file);
	}
	if (fine)
		return (s);
	settings_free(s);
	return (NULL);
}
