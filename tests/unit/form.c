/* Forms: every field is read, all that is wrong is said at once. */
#include <stdlib.h>

#include "form_check.h"
#include "tap.h"
#include "words.h"

static const char *const ways[] = { "afar", "on_site", NULL };

static const struct field fields[] = {
	{ .name = "line", .kind = FIELD_LINE, .min = 1, .max = 10 },
	{ .name = "text",
	    .kind = FIELD_TEXT,
	    .max = 20,
	    .optional = true,
	    .secrets = true },
	{ .name = "mail", .kind = FIELD_MAIL, .max = 254, .optional = true },
	{ .name = "phone",
	    .kind = FIELD_PHONE,
	    .min = 5,
	    .max = 30,
	    .optional = true },
	{ .name = "number",
	    .kind = FIELD_NUMBER,
	    .min = 1,
	    .max = 30,
	    .optional = true },
	{ .name = "hours",
	    .kind = FIELD_HOURS,
	    .min = 15,
	    .max = 1800,
	    .optional = true },
	{ .name = "date", .kind = FIELD_DATE, .optional = true },
	{ .name = "time", .kind = FIELD_TIME, .optional = true },
	{ .name = "way",
	    .kind = FIELD_CHOICE,
	    .choices = ways,
	    .optional = true },
	{ .name = "ways",
	    .kind = FIELD_CHOICES,
	    .choices = ways,
	    .optional = true },
	{ .name = "tick", .kind = FIELD_TICK, .optional = true },
	{ .name = "ref", .kind = FIELD_REF, .optional = true },
	{ .name = "secret",
	    .kind = FIELD_PASSWORD,
	    .min = 8,
	    .max = 1024,
	    .optional = true },
	{ .name = "link", .kind = FIELD_LINK, .max = 60, .optional = true },
	{ 0 }
};
static const struct form form = { "all", fields };

/* What one check made: the body's pairs, in, and all that came out. */
struct round {
	struct memory	  memory;
	struct pairs	  typed;
	struct pairs	  values;
	struct form_check check;
	bool		  fine;
};

static void
begun(struct round *r, const char *body)
{
	memset(r, 0, sizeof(*r));
	r->check.memory = &r->memory;
	r->check.typed = &r->typed;
	r->check.values = &r->values;
	r->check.view = view_new(LANG_EN);
	memcpy(r->check.today, "2026-11-24", 11);
	urlencoded_read(&r->memory, &r->typed, body, strlen(body));
	r->fine = form_check(&form, &r->check);
}

static void
over(struct round *r)
{
	view_free(r->check.view);
	memory_release(&r->memory);
}

struct sample {
	const char *field;
	const char *typed;  /* urlencoded */
	const char *wanted; /* NULL: refused; "": counts as left empty */
};

static const struct sample samples[] = {
	{ "line", "+a++b%09c+", "a b c" },
	{ "line",
	    "%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9",
	    "éééééééééé" },
	{ "line", "12345678901", NULL },
	{ "line", "+", NULL },
	{ "line", "a%0Ab", NULL },
	{ "line", "a%00b", NULL },
	{ "line", "%FF", NULL },
	{ "line", "%E2%80%AEab", NULL },
	{ "text", "%0D%0A+one%0D%0Atwo++x%0D%0A", "one\ntwo  x" },
	{ "text", "a%0Db", "a\nb" },
	{ "text", "123456789012345678901", NULL },
	{ "text", "password: Abc12345", NULL },
	{ "mail", "Amina@Example.ORG", "Amina@example.org" },
	{ "mail", "a@b", NULL },
	{ "mail", "@example.org", NULL },
	{ "mail", "a@@example.org", NULL },
	{ "mail", "a@example.", NULL },
	{ "mail", "a%0Ab@example.org", NULL },
	{ "mail", "a b@example.org", NULL },
	{ "phone", "%2B44+(0)1632+960-142", "+44 (0)1632 960-142" },
	{ "phone", "call me", NULL },
	{ "phone", "1234", NULL },
	{ "number", "30", "30" },
	{ "number", "31", NULL },
	{ "number", "0", NULL },
	{ "number", "-1", NULL },
	{ "number", "99999999999999999999", NULL },
	{ "number", "1e3", NULL },
	{ "hours", "1,5", "90" },
	{ "hours", "30 min", "30" },
	{ "hours", "5 min", NULL },
	{ "hours", "31", NULL },
	{ "date", "26 November", "2026-11-26" },
	{ "date", "tomorrow", "2026-11-25" },
	{ "date", "31/2/2027", NULL },
	{ "time", "6.30 pm", "18:30" },
	{ "time", "25:00", NULL },
	{ "way", "afar", "afar" },
	{ "way", "AFAR", NULL },
	{ "way", "by_boat", NULL },
	{ "tick", "yes", "yes" },
	{ "tick", "on", "" },
	{ "ref", "nc 7q4f k2", "NC-7Q4F-K2" },
	{ "ref", "NC7Q4FK2", "NC-7Q4F-K2" },
	{ "ref", "NC-7Q4F", NULL },
	{ "ref", "NC-7Q4F-K2-9", NULL },
	{ "secret", "++pass+word++", "  pass word  " },
	{ "secret", "short", NULL },
	{ "link", "https%3A//example.org/x", "https://example.org/x" },
	{ "link", "tel:01632960142", "tel:01632960142" },
	{ "link", "javascript:alert(1)", NULL },
	{ "link", "//example.org", NULL },
	{ "link", "https://a b", NULL },
};

static void
sampled(const struct sample *s)
{
	struct round r;
	char	     body[256];
	const char  *value;

	snprintf(body, sizeof(body), "%s%s=%s",
	    strcmp(s->field, "line") == 0 ? "" : "line=x&", s->field, s->typed);
	begun(&r, body);
	value = pairs_text(&r.values, s->field);
	if (s->wanted == NULL)
		tap_ok(!r.fine && value == NULL &&
			view_has_errors(r.check.view),
		    "%s refuses %s", s->field, s->typed);
	else
		tap_str(r.fine && value == NULL ? "" : value, s->wanted,
		    "%s reads %s", s->field, s->typed);
	over(&r);
}

static void
together(void)
{
	struct round r;

	begun(&r, "line=&number=x&way=y&other=1&role=desk");
	tap_ok(!r.fine, "three fields are wrong");
	tap_int((int64_t)r.values.used, 0, "nothing else came through");
	over(&r);

	begun(&r, "line=a&line=b&ways=afar&ways=on_site&role=desk");
	tap_ok(r.fine, "repeated names are no error");
	tap_str(pairs_text(&r.values, "line"), "a", "the first counts");
	tap_ok(pairs_find(&r.values, "line", 1) == NULL, "alone");
	tap_ok(pairs_find(&r.values, "ways", 1) != NULL, "of ticks all");
	tap_str(pairs_text(&r.values, "role"), NULL, "extra fields are lost");
	over(&r);

	begun(&r, "line=%FFa&secret=short&text=b");
	tap_str(view_typed(r.check.view, "line", 0),
	    "\xef\xbf\xbd"
	    "a",
	    "what was typed is shown, mended");
	tap_str(view_typed(r.check.view, "secret", 0), NULL,
	    "a password is not");
	over(&r);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		sampled(&samples[i]);
	together();
	return (tap_end());
}
