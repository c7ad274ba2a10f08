/* What a community's section of the settings says, ready to be asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings_known.h"

/* Finds a section's value by its name: the order of the table is its own. */
static const char *
section_value(const struct place *p, const char *name)
{
	size_t i;

	for (i = 0; i < SETTINGS_SECTION; i++)
		if (strcmp(settings_section[i].name, name) == 0)
			return (p->values[i] != NULL ? p->values[i] : "");
	return ("");
}

/* The default one's is the setting; a neighbour has its own host there. */
static char *
address_of(const struct settings *s, const struct place *p)
{
	const char *ours = settings_get(s, "base_url");
	const char *port = ours + strlen("https://");
	char	   *text;

	port += strcspn(port, ":");
	if (*section_value(p, "default") != '\0')
		text = strdup(ours);
	else if (asprintf(&text, "https://%s%s", section_value(p, "host"),
		     port) == -1)
		text = NULL;
	if (text == NULL)
		abort();
	return (text);
}

void
settings_fill(const struct settings *s, struct place *p)
{
	p->base_url = address_of(s, p);
	p->community = (struct community){
		.key = p->key,
		.name = section_value(p, "name"),
		.host = section_value(p, "host"),
		.zone = section_value(p, "zone"),
		.zone_label = section_value(p, "zone_label"),
		.country = section_value(p, "country"),
		.phone = section_value(p, "phone"),
		.phone_hours = section_value(p, "phone_hours"),
		.emergency_phone = section_value(p, "emergency_phone"),
		.trusted_role = section_value(p, "trusted_role"),
		.trusted_mail = section_value(p, "trusted_mail"),
		.base_url = p->base_url,
		.is_default = *section_value(p, "default") != '\0',
	};
}
