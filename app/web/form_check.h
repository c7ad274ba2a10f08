/* Checks what was typed into a form against its table. */
#ifndef NC_WEB_FORM_CHECK_H
#define NC_WEB_FORM_CHECK_H

#include "core/memory.h"
#include "form.h"
#include "pairs.h"
#include "view.h"

struct form_check {
	struct memory	   *memory;    /* of what is made */
	const struct pairs *typed;     /* as it came */
	struct pairs	   *values;    /* normalised; gets what is right */
	struct view	   *view;      /* gets typed values and errors */
	char		    today[11]; /* for "tomorrow" */
};

/* True when every field is right.  A field that was left empty and may be
 * has no value. */
bool form_check(const struct form *, struct form_check *);

/*
 * One value of a field.  NULL and *wrong when it cannot stand; "" when it is
 * empty.  form_read.c; secrets and emptiness are not its business.
 */
const char *form_read(const struct field *, const struct form_check *,
    const struct pair *, enum say *wrong);

#endif
