/* One value of a field, as its kind reads it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "core/when.h"
#include "form_check.h"

/* No space at the ends; of one line also none twice within. */
static char *
trimmed(struct memory *memory, const char *s, size_t n, bool line)
{
	char *into = memory_get(memory, n + 1), *end = into;
	bool  space = true;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\r' && i + 1 < n && s[i + 1] == '\n')
			continue;
		if (line && (s[i] == ' ' || s[i] == '\t')) {
			if (!space)
				*end++ = ' ';
			space = true;
			continue;
		}
		space = false;
		*end++ = s[i] == '\r' ? '\n' : s[i];
	}
	while (end > into && isspace((unsigned char)end[-1]))
		end--;
	*end = '\0';
	return (line ? into : into + strspn(into, "\n\t "));
}

static const char *
sized(const struct field *f, const char *value, enum say *wrong)
{
	size_t length = utf8_count(value, strlen(value));

	if (length > (size_t)f->max)
		*wrong = SAY_general_long;
	else if (length > 0 && length < (size_t)f->min)
		*wrong = SAY_general_short;
	return (*wrong == SAY_none ? value : NULL);
}

/* One @ with something on both sides and no space; the rest is for the mail
 * server to find out. */
static const char *
mail(struct memory *memory, const char *value, enum say *wrong)
{
	char *copy = memory_str(memory, value);
	char *at = strrchr(copy, '@');

	if (strlen(copy) > 254 || at == NULL || at == copy || at[1] == '\0' ||
	    strpbrk(copy, " ,;<>\"()[]\\:") != NULL ||
	    strchr(copy, '@') != at || at[1] == '.' ||
	    at[strlen(at) - 1] == '.' || strchr(at, '.') == NULL) {
		*wrong = SAY_general_mail;
		return (NULL);
	}
	for (; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return (copy);
}

static const char *
phone(const char *value, enum say *wrong)
{
	size_t digits = 0, n = strlen(value);

	for (size_t i = 0; i < n; i++)
		digits += isdigit((unsigned char)value[i]) != 0;
	if (n <= 30 && digits >= 5 &&
	    value[strspn(value, "0123456789+-()/. ")] == '\0')
		return (value);
	*wrong = SAY_general_phone;
	return (NULL);
}

static const char *
number(const struct field *f, const char *value, enum say *wrong)
{
	size_t n = strlen(value);
	long   v = strtol(value, NULL, 10);

	if (n > 9 || strspn(value, "0123456789") != n)
		*wrong = SAY_general_number;
	else if (v < f->min || v > f->max)
		*wrong = SAY_general_range;
	return (*wrong == SAY_none ? value : NULL);
}

static const char *
span(const struct field *f, struct memory *memory, const char *value,
    enum say *wrong)
{
	int minutes;

	if (!when_span(value, &minutes))
		*wrong = SAY_general_hours;
	else if (minutes < f->min || (f->max > 0 && minutes > f->max))
		*wrong = SAY_general_range;
	else
		return (memory_print(memory, "%d", minutes));
	return (NULL);
}

static const char *
moment(enum field_kind kind, const struct form_check *c, const char *value,
    enum say *wrong)
{
	char *into = memory_get(c->memory, 11);

	if (kind == FIELD_DATE ? when_date(value, c->today, into)
			       : when_time(value, into))
		return (into);
	*wrong = kind == FIELD_DATE ? SAY_general_date : SAY_general_time;
	return (NULL);
}

static const char *
chosen(const struct field *f, const char *value, enum say *wrong)
{
	const char *const *one = f->choices;

	while (one != NULL && *one != NULL && strcmp(*one, value) != 0)
		one++;
	if ((one == NULL && strlen(value) <= 100) ||
	    (one != NULL && *one != NULL))
		return (value);
	*wrong = SAY_general_choose;
	return (NULL);
}

/* Letters of a reference, with or without its dashes: "NC-7Q4F-K2". */
static const char *
reference(struct memory *memory, const char *value, enum say *wrong)
{
	char   letters[9];
	size_t n = 0;

	for (; *value != '\0' && n < sizeof(letters); value++) {
		if (isalnum((unsigned char)*value))
			letters[n++] = (char)toupper((unsigned char)*value);
		else if (strchr("- ", *value) == NULL)
			n = sizeof(letters);
	}
	if (n == 8 && letters[0] == 'N' && letters[1] == 'C')
		return (memory_print(memory, "NC-%.4s-%.2s", letters + 2,
		    letters + 6));
	*wrong = SAY_general_ref;
	return (NULL);
}

static const char *
link_typed(const struct field *f, const char *value, enum say *wrong)
{
	static const char *const schemes[] = { "https://", "http://",
		"mailto:", "tel:" };

	for (size_t i = 0; i < 4; i++) {
		if (strncasecmp(value, schemes[i], strlen(schemes[i])) == 0 &&
		    strpbrk(value, " \\\"<>") == NULL)
			return (sized(f, value, wrong));
	}
	*wrong = SAY_general_link;
	return (NULL);
}

/* What is kept as it was typed: never trimmed, never cut. */
static const char *
password(const struct field *f, const char *value, enum say *wrong)
{
	size_t length = utf8_count(value, strlen(value));

	if (length < (size_t)f->min)
		*wrong = SAY_general_password_short;
	else if (length > (size_t)f->max)
		*wrong = SAY_general_long;
	return (*wrong == SAY_none ? value : NULL);
}

static const char *
by_kind(const struct field *f, const struct form_check *c, const char *value,
    enum say *wrong)
{
	switch (f->kind) {
	case FIELD_MAIL:
		return (mail(c->memory, value, wrong));
	case FIELD_PHONE:
		return (phone(value, wrong));
	case FIELD_NUMBER:
		return (number(f, value, wrong));
	case FIELD_HOURS:
		return (span(f, c->memory, value, wrong));
	case FIELD_DATE:
	case FIELD_TIME:
		return (moment(f->kind, c, value, wrong));
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		return (chosen(f, value, wrong));
	case FIELD_TICK:
		return (strcmp(value, "yes") == 0 ? value : "");
	case FIELD_REF:
		return (reference(c->memory, value, wrong));
	case FIELD_LINK:
		return (link_typed(f, value, wrong));
	default:
		return (sized(f, value, wrong));
	}
}

const char *
form_read(const struct field *f, const struct form_check *c,
    const struct pair *typed, enum say *wrong)
{
	bool	    lines = f->kind == FIELD_TEXT;
	const char *value;

	*wrong = SAY_none;
	if (!utf8_clean(typed->value, typed->length, true)) {
		*wrong = SAY_general_signs;
		return (NULL);
	}
	if (f->kind == FIELD_PASSWORD)
		return (
		    typed->length == 0 ? "" : password(f, typed->value, wrong));
	value = trimmed(c->memory, typed->value, typed->length, !lines);
	if (!lines && strpbrk(value, "\n") != NULL) {
		*wrong = SAY_general_line;
		return (NULL);
	}
	return (*value == '\0' ? "" : by_kind(f, c, value, wrong));
}
