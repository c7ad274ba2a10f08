/* The installation a worker serves: its settings, read before the fork. */
#ifndef NC_WEB_SITE_H
#define NC_WEB_SITE_H

#include <stdbool.h>

#include "core/settings.h"
#include "set.h"

bool			site_start(void); /* false, with a line in the log */
const char	       *site_setting(const char *name);
bool			site_on(const char *name);
const char	       *site_conninfo(void);
const struct community *site_community(const char *host);

/* The guard's row as far as it is known without the database. */
struct set *site_guest(const struct community *);

/* The community's date, "2026-11-26". */
void site_today(const struct community *, char into[11]);

#endif
