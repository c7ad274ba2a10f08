/* Fills a form's fields from a row, arrays included. */
#include <stdlib.h>
#include <string.h>

#include "set_own.h"
#include "view_own.h"

/* One element of an array literal into `word`, which has room for all of
 * it.  Returns where it ends, NULL when this is no element. */
static const char *
element(const char *s, char *word)
{
	const bool quoted = *s == '"';

	if (quoted)
		s++;
	while (
	    *s != '\0' && (quoted ? *s != '"' : strchr(",{}\" ", *s) == NULL)) {
		if (*s == '\\' && *++s == '\0')
			return NULL;
		*word++ = *s++;
	}
	*word = '\0';
	if (quoted)
		return *s == '"' ? s + 1 : NULL;
	return s;
}

/* Whether all of s is an array of one dimension; with a view, its elements
 * are added under the name. */
static bool
array(struct view *v, const char *name, const char *s)
{
	char	   *word = malloc(strlen(s) + 1);
	const char *end;
	bool	    null, good = false;

	if (word == NULL)
		abort();
	while (s != NULL) {
		end = element(s + 1, word);
		if (end == NULL || (*end != ',' && *end != '}') ||
		    (end == s + 1 && !(*s == '{' && *end == '}')))
			break;
		null = end - s == 5 && strncmp(s + 1, "NULL", 4) == 0;
		if (v != NULL)
			view_typed_add(v, name,
			    null || end == s + 1 ? NULL : word);
		if (*end == '}') {
			good = end[1] == '\0';
			break;
		}
		s = end;
	}
	free(word);
	return good;
}

static bool
typed(const struct view *v, const char *name)
{
	size_t i;

	for (i = 0; i < v->typed.used; i++)
		if (strcmp(v->typed.each[i].name, name) == 0)
			return true;
	return false;
}

void
view_fill(struct view *v, const struct set *set, size_t row)
{
	const char *name, *value;
	int	    i;

	for (i = 0; (name = set_name(set, i)) != NULL; i++) {
		value = set_at(set, row, i);
		if (value == NULL || typed(v, name))
			continue;
		if (value[0] == '{' && array(NULL, name, value))
			array(v, name, value);
		else
			view_typed_add(v, name, value);
	}
}
