/* Checks a form against its table: every field, so that one answer lists
 * all that is wrong. */
#include <string.h>

#include "core/secrets.h"
#include "core/utf8.h"
#include "form_check.h"

/* The page shows what was typed, even where it cannot stand. */
static void
shown(struct form_check *c, const struct field *f, const struct pair *typed)
{
	char *mended;

	if (f->kind == FIELD_PASSWORD)
		return;
	mended = memory_get(c->memory, typed->length * 3 + 1);
	utf8_mend(mended, typed->value, typed->length);
	view_typed_add(c->view, f->name, mended);
}

static enum say
told(enum say own, enum say general)
{
	return (own == SAY_none ? general : own);
}

static enum say
missing(const struct field *f)
{
	if (f->kind == FIELD_CHOICE)
		return (told(f->missing, SAY_general_choose));
	if (f->kind == FIELD_CHOICES)
		return (told(f->missing, SAY_general_choose_some));
	if (f->kind == FIELD_TICK)
		return (told(f->missing, SAY_general_tick));
	return (told(f->missing, SAY_general_missing));
}

/* A sentence of the field's own says what to do where it cannot be read;
 * that it is too long, or holds signs, is said in general. */
static enum say
unread(const struct field *f, enum say general)
{
	switch (general) {
	case SAY_general_long:
	case SAY_general_short:
	case SAY_general_signs:
	case SAY_general_line:
		return (general);
	default:
		return (told(f->wrong, general));
	}
}

static bool
kept(struct form_check *c, const struct field *f, const struct pair *typed,
    bool *given)
{
	struct pair pair = { .name = f->name };
	enum say    wrong;

	shown(c, f, typed);
	pair.value = form_read(f, c, typed, &wrong);
	if (pair.value != NULL && *pair.value != '\0' && f->secrets &&
	    secrets_told(pair.value))
		wrong = SAY_general_secret;
	if (wrong != SAY_none) {
		view_error(c->view, f->name, unread(f, wrong));
		*given = true;
		return (false);
	}
	if (*pair.value == '\0')
		return (true);
	*given = true;
	pair.length = strlen(pair.value);
	pairs_add(c->memory, c->values, &pair);
	return (true);
}

/* Repeated names: of one value the first counts, of ticks all. */
static bool
checked(struct form_check *c, const struct field *f)
{
	const struct pair *typed;
	bool		   given = false, fine = true;
	size_t		   i, ticks = 0;

	for (i = 0; (typed = pairs_find(c->typed, f->name, i)) != NULL; i++) {
		if (i > 0 && f->kind != FIELD_CHOICES)
			break;
		fine = kept(c, f, typed, &given) && fine;
		ticks++;
	}
	if (i == 0 && f->kind != FIELD_PASSWORD)
		view_typed_add(c->view, f->name, NULL);
	if (fine &&
	    ((!given && !f->optional) ||
		(f->kind == FIELD_CHOICES && ticks < (size_t)f->min))) {
		view_error(c->view, f->name, missing(f));
		fine = false;
	}
	return (fine);
}

bool
form_check(const struct form *form, struct form_check *c)
{
	const struct field *f;
	bool		    fine = true;

	for (f = form->fields; f->name != NULL; f++)
		fine = checked(c, f) && fine;
	return (fine);
}
