/* Fuzzes the checks of a form with a field of every kind, dates, times and
 * spans among them. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "form_check.h"
#include "words.h"

static const char *const ways[] = { "afar", "on_site", NULL };

static const struct field fields[] = {
	{ .name = "a", .kind = FIELD_LINE, .min = 1, .max = 40 },
	{ .name = "b", .kind = FIELD_TEXT, .max = 400, .secrets = true },
	{ .name = "c", .kind = FIELD_MAIL, .max = 254 },
	{ .name = "d", .kind = FIELD_PHONE, .min = 5, .max = 30 },
	{ .name = "e", .kind = FIELD_NUMBER, .min = 1, .max = 30 },
	{ .name = "f", .kind = FIELD_HOURS, .min = 15, .max = 1800 },
	{ .name = "g", .kind = FIELD_DATE },
	{ .name = "h", .kind = FIELD_TIME },
	{ .name = "i", .kind = FIELD_CHOICE, .choices = ways },
	{ .name = "j", .kind = FIELD_CHOICES, .choices = ways, .min = 1 },
	{ .name = "k", .kind = FIELD_TICK }, { .name = "l", .kind = FIELD_REF },
	{ .name = "m", .kind = FIELD_PASSWORD, .min = 8, .max = 1024 },
	{ .name = "n", .kind = FIELD_LINK, .max = 200 }, { 0 }
};
static const struct form form = { "all", fields };

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct memory	  memory = { NULL };
	struct pairs	  typed = { 0 }, values = { 0 };
	struct form_check c = { .memory = &memory,
		.typed = &typed,
		.values = &values,
		.today = "2026-11-24" };

	c.view = view_new(LANG_EN);
	if (urlencoded_read(&memory, &typed, (const char *)bytes, n)) {
		if (form_check(&form, &c) == view_has_errors(c.view))
			abort();
		for (size_t i = 0; i < values.used; i++)
			if (!utf8_clean(values.at[i].value, values.at[i].length,
				true))
				abort();
	}
	view_free(c.view);
	memory_release(&memory);
	return (0);
}
