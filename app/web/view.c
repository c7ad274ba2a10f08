/* Views: what a page or mail may show, by name. */
#include <stdlib.h>
#include <string.h>

#include "set_own.h"
#include "view_own.h"
#include "words.h"

static void *
kept(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

void
buffer_add(struct buffer *b, const char *bytes, size_t n)
{
	if (n > b->size - b->used) {
		b->size = (b->used + n) * 2 + 4096;
		b->bytes = kept(realloc(b->bytes, b->size));
	}
	if (n > 0)
		memcpy(b->bytes + b->used, bytes, n);
	b->used += n;
}

void
buffer_str(struct buffer *b, const char *s)
{
	buffer_add(b, s, strlen(s));
}

void
buffer_release(struct buffer *b)
{
	free(b->bytes);
	memset(b, 0, sizeof *b);
}

struct view *
view_new(enum language language)
{
	struct view *v = kept(calloc(1, sizeof *v));

	v->language = language;
	return v;
}

static void
values_release(struct shown_values *all)
{
	size_t i;

	for (i = 0; i < all->used; i++) {
		free(all->each[i].name);
		free(all->each[i].value);
	}
	free(all->each);
}

void
view_free(struct view *v)
{
	size_t i;

	if (v == NULL)
		return;
	for (i = 0; i < v->used; i++) {
		free(v->sets[i].name);
		set_free(v->sets[i].owned);
	}
	free(v->sets);
	values_release(&v->values);
	values_release(&v->typed);
	set_free(v->errors);
	free(v);
}

enum language
view_language(const struct view *v)
{
	return v->language;
}

static void
set_shown(struct view *v, const char *name, const struct set *set,
    struct set *owned)
{
	struct shown_set *s;
	size_t		  i;

	for (i = 0; i < v->used; i++)
		if (strcmp(v->sets[i].name, name) == 0)
			break;
	if (i == v->size) {
		v->size = v->size == 0 ? 8 : v->size * 2;
		v->sets = kept(reallocarray(v->sets, v->size, sizeof *v->sets));
	}
	s = &v->sets[i];
	if (i == v->used) {
		v->used++;
		s->name = kept(strdup(name));
	} else if (s->owned != owned)
		set_free(s->owned);
	s->set = set;
	s->owned = owned;
}

void
view_set(struct view *v, const char *name, const struct set *set)
{
	set_shown(v, name, set, NULL);
}

void
view_take(struct view *v, const char *name, struct set *set)
{
	set_shown(v, name, set, set);
}

const struct set *
view_named(const struct view *v, const char *name, size_t *hint)
{
	size_t i = *hint;

	if (i < v->used && strcmp(v->sets[i].name, name) == 0)
		return v->sets[i].set;
	for (i = 0; i < v->used; i++)
		if (strcmp(v->sets[i].name, name) == 0) {
			*hint = i;
			return v->sets[i].set;
		}
	return strcmp(name, "errors") == 0 ? v->errors : NULL;
}

static struct shown_value *
value_add(struct shown_values *all, const char *name, const char *value)
{
	struct shown_value *one;

	if (all->used == all->size) {
		all->size = all->size == 0 ? 16 : all->size * 2;
		all->each =
		    kept(reallocarray(all->each, all->size, sizeof *all->each));
	}
	one = &all->each[all->used++];
	one->name = kept(strdup(name));
	one->value = value == NULL ? NULL : kept(strdup(value));
	return one;
}

void
view_value(struct view *v, const char *name, const char *value)
{
	struct shown_value *one;
	size_t		    i;
	char		   *was;

	for (i = 0; i < v->values.used; i++) {
		one = &v->values.each[i];
		if (strcmp(one->name, name) != 0)
			continue;
		was = one->value; /* value may be (a part of) it */
		one->value = value == NULL ? NULL : kept(strdup(value));
		free(was);
		return;
	}
	value_add(&v->values, name, value);
}

/* {{#tasks_any}}: once, when the set "tasks" has rows. */
static const char *
any(const struct view *v, const char *name)
{
	const size_t n = strlen(name);
	size_t	     i;

	if (n < 5 || strcmp(name + n - 4, "_any") != 0)
		return NULL;
	if (strcmp(name, "errors_any") == 0)
		return v->errors == NULL ? NULL : "t";
	for (i = 0; i < v->used; i++)
		if (strncmp(v->sets[i].name, name, n - 4) == 0 &&
		    v->sets[i].name[n - 4] == '\0')
			return set_rows(v->sets[i].set) > 0 ? "t" : NULL;
	return NULL;
}

const char *
view_valued(const struct view *v, const char *name)
{
	size_t i;

	for (i = 0; i < v->values.used; i++)
		if (strcmp(v->values.each[i].name, name) == 0)
			return v->values.each[i].value;
	return any(v, name);
}

void
view_typed_add(struct view *v, const char *name, const char *value)
{
	value_add(&v->typed, name, value);
}

void
view_typed_clear(struct view *v, const char *name)
{
	struct shown_values *all = &v->typed;
	size_t		     i, left = 0;

	for (i = 0; i < all->used; i++) {
		if (strcmp(all->each[i].name, name) != 0) {
			all->each[left++] = all->each[i];
			continue;
		}
		free(all->each[i].name);
		free(all->each[i].value);
	}
	all->used = left;
}

const char *
view_typed(const struct view *v, const char *name, size_t i)
{
	const struct shown_value *one;
	size_t			  k;

	for (k = 0; k < v->typed.used; k++) {
		one = &v->typed.each[k];
		if (one->value != NULL && strcmp(one->name, name) == 0 &&
		    i-- == 0)
			return one->value;
	}
	return NULL;
}

void
view_error(struct view *v, const char *field, enum say say)
{
	static const char *const columns[] = { "field", "text" };

	if (view_wrong(v, field) != NULL)
		return;
	if (v->errors == NULL)
		v->errors = set_new(columns, 2);
	set_add(v->errors,
	    (const char *const[]){ field, say_text(v->language, say) });
}

bool
view_has_errors(const struct view *v)
{
	return v->errors != NULL;
}

const char *
view_wrong(const struct view *v, const char *field)
{
	const char *name;
	size_t	    i;

	for (i = 0; i < set_rows(v->errors); i++) {
		name = set_at(v->errors, i, 0);
		if (name != NULL && strcmp(name, field) == 0)
			return set_at(v->errors, i, 1);
	}
	return NULL;
}
