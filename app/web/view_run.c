/* Runs compiled templates: names, rows, escapes. */
#include <stdlib.h>
#include <string.h>

#include "set_own.h"
#include "view_own.h"
#include "view_run.h"

void
run_text(struct run *r, const char *s, size_t n)
{
	buffer_add(r->out, s, n);
}

/* No row open has the key 1. */
static uint64_t
open_rows(const struct run *r)
{
	return r->frame == NULL ? 1 : r->frame->key;
}

/* Finds the column among the open rows, from the inside out. */
static void
sought(struct run *r, struct site *s)
{
	const struct frame *f;

	s->depth = 0;
	for (f = r->frame; f != NULL; f = f->outer, s->depth++)
		if ((s->column = set_column(f->set, s->name)) >= 0)
			break;
	if (f == NULL)
		s->depth = -1;
	s->key = open_rows(r);
}

/* The row whose column the site means, or NULL. */
static const struct frame *
located(struct run *r, struct site *s)
{
	const struct frame *f = r->frame;
	int		    i;

	if (s->key != open_rows(r))
		sought(r, s);
	if (s->depth < 0)
		return NULL;
	for (i = 0; i < s->depth; i++)
		f = f->outer;
	return f;
}

static const char *
first(struct run *r, struct site *s)
{
	const struct set *set;

	set = view_named(r->view, s->set, &s->hint);
	if (set == NULL)
		return NULL;
	if (s->key != set_shape(set)) {
		s->key = set_shape(set);
		s->column = set_column(set, s->name);
	}
	return set_at(set, 0, s->column);
}

const char *
run_found(struct run *r, struct site *s)
{
	const struct frame *f;

	switch (s->place) {
	case PLACE_NAME:
		f = located(r, s);
		if (f != NULL)
			return set_at(f->set, f->row, s->column);
		return view_valued(r->view, s->name);
	case PLACE_FIRST:
		return first(r, s);
	case PLACE_TYPED:
		return view_typed(r->view, s->name, 0);
	case PLACE_ERROR:
		return view_wrong(r->view, s->name);
	case PLACE_LANGUAGE:
		return r->language == LANG_PSEUDO ? "qps" : "en";
	case PLACE_DIRECTION:
		return r->language == LANG_PSEUDO ? "rtl" : "ltr";
	}
	return NULL;
}

void
run_value(struct run *r, struct site *s, enum escape escape, enum filter filter)
{
	const char *value = run_found(r, s);

	if (value == NULL || *value == '\0')
		return;
	if (filter == FILTER_NONE)
		run_escaped(r, value, strlen(value), escape);
	else
		run_filtered(r, value, escape, filter);
}

static bool
there(const char *s)
{
	return s != NULL && *s != '\0' && strcmp(s, "f") != 0 &&
	    strcmp(s, "0") != 0;
}

bool
run_true(struct run *r, struct site *s)
{
	const struct set *set;

	if (s->place == PLACE_NAME && located(r, s) == NULL) {
		set = view_named(r->view, s->name, &s->hint);
		if (set != NULL)
			return set_rows(set) > 0;
	}
	return there(run_found(r, s));
}

bool
run_is(struct run *r, struct site *s, const char *word)
{
	const char *value;
	size_t	    i;

	if (s->place != PLACE_TYPED) {
		value = run_found(r, s);
		return strcmp(value == NULL ? "" : value, word) == 0;
	}
	for (i = 0; (value = view_typed(r->view, s->name, i)) != NULL; i++)
		if (strcmp(value, word) == 0)
			return true;
	return i == 0 && *word == '\0';
}

bool
run_same(struct run *r, struct site *s, struct site *other)
{
	const char *word = run_found(r, other);

	return run_is(r, s, word == NULL ? "" : word);
}

size_t
run_plural(struct run *r, struct site *s)
{
	const char *value = run_found(r, s);

	return value == NULL || strcmp(value, "1") != 0;
}

/* Columns of open rows come before sets: what is nearest is meant. */
void
each_open(struct run *r, struct each *e, struct site *s)
{
	const struct set *set = NULL;

	if (located(r, s) == NULL)
		set = view_named(r->view, s->name, &s->hint);
	e->rows = set != NULL;
	e->left = set != NULL ? set_rows(set) : there(run_found(r, s));
	e->frame.set = set;
	e->frame.row = 0;
	e->frame.outer = r->frame;
	e->frame.key = open_rows(r) * 1099511628211u ^ set_shape(set);
	if (e->frame.key < 2)
		e->frame.key += 2;
}

bool
each_next(struct run *r, struct each *e)
{
	if (e->rows)
		r->frame = e->left > 0 ? &e->frame : e->frame.outer;
	if (e->left == 0)
		return false;
	if (e->rows)
		e->frame.row = set_rows(e->frame.set) - e->left;
	e->left--;
	return true;
}
