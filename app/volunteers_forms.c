/* The forms of a volunteer's profile, a question each. */
#include <stddef.h>

#include "nouns.h"
#include "web/form.h"
#include "words.h"

#define FORM(name, ...)                          \
	const struct form name##_form = { #name, \
		(const struct field[]){ __VA_ARGS__, { 0 } } }

const struct form volunteers_new_form = { "volunteers_new",
	(const struct field[]){ { 0 } } };
const struct form volunteers_resume_form = { "volunteers_resume",
	(const struct field[]){ { 0 } } };
const struct form credentials_remove_form = { "credentials_remove",
	(const struct field[]){ { 0 } } };

FORM(volunteers_skills,
    { .name = "skills",
	.kind = FIELD_CHOICES,
	.min = 1,
	.missing = SAY_volunteers_skills_given });

FORM(volunteers_levels,
    { .name = "level",
	.kind = FIELD_CHOICES,
	.min = 1,
	.missing = SAY_volunteers_levels_missing });

FORM(volunteers_languages,
    { .name = "languages",
	.kind = FIELD_CHOICES,
	.min = 1,
	.missing = SAY_volunteers_languages_missing });

FORM(volunteers_where,
    { .name = "how",
	.kind = FIELD_CHOICE,
	.choices = (const char *const[]){ "both", "near", "afar", NULL },
	.missing = SAY_volunteers_how_missing },
    { .name = "town", .kind = FIELD_LINE, .max = 80, .optional = true },
    { .name = "reach_km",
	.kind = FIELD_NUMBER,
	.min = 1,
	.max = 500,
	.optional = true,
	.wrong = SAY_volunteers_reach_km_range });

FORM(volunteers_place,
    { .name = "place",
	.kind = FIELD_CHOICE,
	.missing = SAY_volunteers_place_missing });

FORM(volunteers_hours,
    { .name = "hours", .kind = FIELD_CHOICES, .max = 21, .optional = true });

FORM(volunteers_capacity,
    { .name = "capacity",
	.kind = FIELD_NUMBER,
	.min = 1,
	.max = 5,
	.missing = SAY_volunteers_capacity_range,
	.wrong = SAY_volunteers_capacity_range });

FORM(volunteers_words,
    { .name = "words",
	.kind = FIELD_TEXT,
	.max = 2000,
	.optional = true,
	.secrets = true });

FORM(volunteers_interests,
    { .name = "interests",
	.kind = FIELD_TEXT,
	.max = 1000,
	.optional = true,
	.secrets = true });

FORM(credentials_new,
    { .name = "kind",
	.kind = FIELD_CHOICE,
	.choices = (const char *const[]){ "degree", "certificate", "training",
	    "reference", NULL },
	.missing = SAY_credentials_kind_missing },
    { .name = "title",
	.kind = FIELD_LINE,
	.min = 1,
	.max = 120,
	.missing = SAY_credentials_title_missing },
    { .name = "issuer", .kind = FIELD_LINE, .max = 120, .optional = true });

FORM(volunteers_send,
    { .name = "agreed", .kind = FIELD_TICK, .missing = SAY_volunteers_agreed });

FORM(volunteers_pause,
    { .name = "until",
	.kind = FIELD_DATE,
	.missing = SAY_volunteers_until_missing,
	.wrong = SAY_volunteers_until_wrong });
