/* Makes pseudo-language out of English. */
#include <string.h>

#include "compile_text_pseudo.h"

static const char *const letters[26] = { "áà", "ƀ", "ç", "ð", "éè", "ƒ", "ĝ",
	"ĥ", "íì", "ĵ", "ķ", "ļ", "ɱ", "ñ", "óò", "þ", "ǫ", "ŕ", "š", "ţ", "úù",
	"ṽ", "ŵ", "ẋ", "ý", "ž" };
static const char *const capitals[26] = { "Áà", "Ɓ", "Ç", "Ð", "Éè", "Ƒ", "Ĝ",
	"Ĥ", "Íì", "Ĵ", "Ķ", "Ļ", "Ṁ", "Ñ", "Óò", "Þ", "Ǫ", "Ŕ", "Š", "Ţ", "Úù",
	"Ṽ", "Ŵ", "Ẋ", "Ý", "Ž" };

/* How many bytes from s are markup that must stay; 0 for none. */
static size_t
markup(const char *s, size_t n)
{
	const char *end = NULL;
	size_t	    i;

	if (n > 1 && s[0] == '{' && s[1] == '{') {
		end = memmem(s, n, "}}", 2);
		return end == NULL ? n : (size_t)(end - s) + 2;
	}
	if (s[0] == '<') {
		end = memchr(s, '>', n);
		return end == NULL ? n : (size_t)(end - s) + 1;
	}
	if (s[0] != '&')
		return 0;
	for (i = 1; i < n && i < 12 && s[i] != ';'; i++)
		if (is_space(s[i]))
			return 0;
	return i < n && s[i] == ';' ? i + 1 : 0;
}

void
pseudo(struct text *t, const char *s, size_t n)
{
	size_t i = 0, skip;

	while (i < n) {
		if ((skip = markup(s + i, n - i)) > 0)
			text_add(t, s + i, skip);
		else if (s[i] >= 'a' && s[i] <= 'z')
			text_str(t, letters[s[i] - 'a']);
		else if (s[i] >= 'A' && s[i] <= 'Z')
			text_str(t, capitals[s[i] - 'A']);
		else
			text_char(t, s[i]);
		i += skip > 0 ? skip : 1;
	}
}
