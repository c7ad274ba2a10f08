/*
 * The forms of the eleven questions.  A question's one needed field is
 * optional here, since "save this and come back later" may leave it empty;
 * app/asks.c says what is missing.
 */
#include <stddef.h>

#include "nouns.h"
#include "web/form.h"
#include "words.h"

#define LATER                                                         \
	{                                                             \
		.name = "later", .kind = FIELD_TICK, .optional = true \
	}
#define STORY(field, most)                                      \
	{                                                       \
		.name = field, .kind = FIELD_TEXT, .max = most, \
		.optional = true, .secrets = true               \
	}
#define LINE(field, most)                                       \
	{                                                       \
		.name = field, .kind = FIELD_LINE, .max = most, \
		.optional = true, .secrets = true               \
	}

const struct form asks_new_form = { "asks_new",
	(const struct field[]){ { .name = "group",
				    .kind = FIELD_REF,
				    .optional = true,
				    .wrong = SAY_asks_group_missing },
	    { 0 } } };

const struct form asks_goal_form = { "asks_goal",
	(const struct field[]){ STORY("goal", 4000), LATER, { 0 } } };
const struct form asks_today_form = { "asks_today",
	(const struct field[]){ STORY("today", 4000), LATER, { 0 } } };
const struct form asks_hurts_form = { "asks_hurts",
	(const struct field[]){ STORY("hurts", 4000), LATER, { 0 } } };
const struct form asks_affected_form = { "asks_affected",
	(const struct field[]){ STORY("affected", 4000), LATER, { 0 } } };
const struct form asks_since_form = { "asks_since",
	(const struct field[]){ LINE("since", 400), STORY("tried", 4000), LATER,
	    { 0 } } };

const struct form asks_uses_form = { "asks_uses",
	(const struct field[]){ STORY("uses", 4000),
	    { .name = "uses_unknown", .kind = FIELD_TICK, .optional = true },
	    LATER, { 0 } } };

const struct form asks_where_form = { "asks_where",
	(const struct field[]){ { .name = "reach",
				    .kind = FIELD_CHOICE,
				    .optional = true,
				    .choices = (const char *const[]){ "here",
					"afar", "either", NULL } },
	    { .name = "town", .kind = FIELD_LINE, .max = 80, .optional = true },
	    LATER, { 0 } } };

const struct form asks_place_form = { "asks_place",
	(const struct field[]){ { .name = "place",
				    .kind = FIELD_CHOICE,
				    .missing = SAY_asks_place_missing },
	    { 0 } } };

const struct form asks_hours_form = { "asks_hours",
	(const struct field[]){ { .name = "hours",
				    .kind = FIELD_CHOICES,
				    .max = 21,
				    .optional = true },
	    STORY("hours_words", 400), LATER, { 0 } } };

const struct form asks_pressing_form = { "asks_pressing",
	(const struct field[]){
	    { .name = "pressing",
		.kind = FIELD_CHOICE,
		.optional = true,
		.choices = (const char *const[]){ "now", "soon", "risk", "date",
		    "calm", NULL } },
	    { .name = "wanted_by",
		.kind = FIELD_DATE,
		.optional = true,
		.wrong = SAY_asks_wanted_by_wrong },
	    STORY("pressing_words", 1000), LATER, { 0 } } };

const struct form asks_better_form = { "asks_better",
	(const struct field[]){ STORY("measure", 1000),
	    LINE("measure_now", 400), LATER, { 0 } } };
const struct form asks_title_form = { "asks_title",
	(const struct field[]){ LINE("title", 100), LATER, { 0 } } };
const struct form asks_send_form = { "asks_send",
	(const struct field[]){ { 0 } } };
