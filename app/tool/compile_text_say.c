/* Reads a .say file: "key = Sentence." a line, "# field: NAME" above. */
#include <string.h>

#include "compile_text_say.h"

static const char *
field_of(const char *file, int line, const char *s, const char *end)
{
	static const char mark[] = "# field:";
	size_t		  n = sizeof mark - 1;

	if ((size_t)(end - s) < n || strncmp(s, mark, n) != 0)
		return NULL;
	s += n;
	while (s < end && is_space(*s))
		s++;
	while (end > s && is_space(end[-1]))
		end--;
	if (!is_name(s, (size_t)(end - s)))
		refuse(file, line, "a field's name is a-z, 0-9 and _");
	return copy(s, (size_t)(end - s));
}

static void
sentence_add(struct sentences *all, struct sentence *s, const char *from,
    const char *end)
{
	const char *key = from, *text;
	size_t	    n = 0;

	while (key + n < end && key[n] != '=' && !is_space(key[n]))
		n++;
	text = key + n;
	while (text < end && is_space(*text))
		text++;
	if (!is_name(key, n) || text == end || *text != '=')
		refuse(s->file, s->line, "a line is: key = Sentence.");
	for (text++; text < end && is_space(*text);)
		text++;
	while (end > text && is_space(end[-1]))
		end--;
	s->key = copy(key, n);
	s->text = copy(text, (size_t)(end - text));
	if (text == end && strcmp(s->key, "none") != 0)
		refuse(s->file, s->line, "%s has no sentence", s->key);
	all->each = grown(all->each, all->used, sizeof *s);
	all->each[all->used++] = *s;
}

void
sentences_read(struct sentences *all, const char *file, const char *source)
{
	struct sentence s = { .file = file, .line = 1 };
	const char     *end;

	for (; *source != '\0'; s.line++) {
		end = strchrnul(source, '\n');
		if (*source == '#') {
			const char *field = field_of(file, s.line, source, end);

			s.field = field == NULL ? s.field : field;
		} else if (source[strspn(source, " \t")] != '\n' &&
		    source[strspn(source, " \t")] != '\0') {
			sentence_add(all, &s, source, end);
			s.field = NULL;
		}
		source = *end == '\0' ? end : end + 1;
	}
}
