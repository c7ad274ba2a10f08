/* The installation a worker serves. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/memory.h"
#include "core/vault.h"
#include "log.h"
#include "secret.h"
#include "site.h"

static struct settings *settings;
static const char      *conninfo;

bool
site_start(void)
{
	static struct memory forever;
	char		    *problem = NULL;

	settings = settings_read(settings_path(), &problem);
	if (settings == NULL) {
		log_note("settings", problem == NULL ? "" : problem);
		free(problem);
		return (false);
	}
	conninfo =
	    memory_print(&forever, "host='%s' port='%s' dbname='%s' user='%s'",
		site_setting("database_host"), site_setting("database_port"),
		site_setting("database_name"), site_setting("database_web"));
	if (!vault_start(site_setting("keys_folder"))) {
		log_note("vault", vault_problem());
		return (false);
	}
	return (secret_start(site_setting("keys_folder")));
}

const char *
site_setting(const char *name)
{
	return (settings_get(settings, name));
}

bool
site_on(const char *name)
{
	return (settings_on(settings, name));
}

const char *
site_conninfo(void)
{
	return (conninfo);
}

const struct community *
site_community(const char *host)
{
	return (settings_at(settings, host));
}

struct set *
site_guest(const struct community *c)
{
	static const char *const columns[] = { "verdict", "person_ref", "name",
		"first_name", "desk", "volunteer", "vetted", "in_group",
		"community_name", "community_key", "community", "zone",
		"zone_label", "phone", "phone_hours" };
	const char *const values[] = { "ok", NULL, NULL, NULL, "f", "f", "f",
		"f", c->name, c->key, c->name, c->zone, c->zone_label, c->phone,
		c->phone_hours };
	struct set	 *set;

	set = set_new(columns, sizeof(columns) / sizeof(columns[0]));
	set_add(set, values);
	return (set);
}

/* The C library knows one zone at a time; a worker does one thing at a time. */
void
site_today(const struct community *c, char into[11])
{
	const char *zone = getenv("TZ");
	time_t	    now = time(NULL);
	struct tm   tm;

	if (zone == NULL || strcmp(zone, c->zone) != 0) {
		setenv("TZ", c->zone, 1);
		tzset();
	}
	localtime_r(&now, &tm);
	strftime(into, 11, "%Y-%m-%d", &tm);
}
