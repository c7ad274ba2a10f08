/*
 * The settings: conf/nocape.conf, read strictly.  A setting that is
 * unknown, missing, given twice or not of its kind stops the start with a
 * sentence that names it and its line.
 */
#ifndef NC_CORE_SETTINGS_H
#define NC_CORE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

struct settings;

struct community {		/* a section [community KEY] */
	const char *key;	/* "wendle" */
	const char *name;	/* "Wendle Valley" */
	const char *host;	/* "localhost", lower case, no port */
	const char *zone;	/* "Europe/London" */
	const char *zone_label; /* "UK time" */
	const char *country;	/* "GB" */
	const char *phone;	/* "" when there is none */
	const char *phone_hours;
	const char *base_url; /* where links to it begin: no / at the end */
	const char *emergency_phone; /* "999" */
	const char *trusted_role;    /* "chair of the trustees" */
	const char *trusted_mail;
	bool	    is_default;
};

/* The file that the start names: $NOCAPE_CONF, else conf/nocape.conf. */
const char *settings_path(void);

/* NULL when something is wrong; *problem is then a sentence to free(). */
struct settings *settings_read(const char *path, char **problem);
void		 settings_free(struct settings *);

/* By name, borrowed from the settings; "" when left empty, NULL for a name
 * that is no setting. */
const char *settings_get(const struct settings *, const char *name);
/* The name of the i-th setting; NULL past the last. */
const char *settings_name(size_t i);
bool	    settings_on(const struct settings *, const char *name);
long	    settings_number(const struct settings *, const char *name);

/* Communities in the file's order; NULL past the last. */
const struct community *settings_community(const struct settings *, size_t);

/* By the key that the database knows it by; the default one for any other. */
const struct community *settings_keyed(const struct settings *,
    const char *key);

/* The community of a host name (a port is looked past); the default one
 * for any other.  Never NULL. */
const struct community *settings_at(const struct settings *, const char *host);

#endif
