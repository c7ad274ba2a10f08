/* UTF-8: what is well formed, and what no page should show. */
#include "core/utf8.h"
#include "tap.h"

struct sample {
	const char *bytes;
	size_t	    length;
	bool	    line;  /* may stand in one line */
	bool	    lines; /* may stand in a text */
	const char *name;
};

#define S(bytes) bytes, sizeof(bytes) - 1

static const struct sample samples[] = {
	{ S("Amina"), true, true, "letters" },
	{ S("Si\xc3\xa2n Ayd\xc4\xb1n"), true, true, "accents" },
	{ S("\xe0\xa4\xa8\xf0\x9f\x8e\xb5"), true, true, "three and four" },
	{ S("\xf4\x8f\xbf\xbf"), true, true, "the last code point" },
	{ S("a\tb\r\nc"), false, true, "tab and line breaks" },
	{ S("a\0b"), false, false, "NUL" },
	{ S("\x1b[31m"), false, false, "escape" },
	{ S("\x7f"), false, false, "delete" },
	{ S("\xc2\x85"), false, false, "a C1 control" },
	{ S("\xe2\x80\xae"), false, false, "U+202E" },
	{ S("\xe2\x81\xa6"), false, false, "U+2066" },
	{ S("\xe2\x80\x8f\xd7\x90"), true, true, "a right-to-left mark" },
	{ S("\xff"), false, false, "a byte of no character" },
	{ S("\x80"), false, false, "a stray byte" },
	{ S("\xc3"), false, false, "a cut character" },
	{ S("\xe2\x82"), false, false, "a cut character of three" },
	{ S("\xc0\x80"), false, false, "an overlong NUL" },
	{ S("\xe0\x80\xaf"), false, false, "an overlong slash" },
	{ S("\xf0\x80\x80\xaf"), false, false, "a longer one" },
	{ S("\xed\xa0\x80"), false, false, "a surrogate" },
	{ S("\xf4\x90\x80\x80"), false, false, "beyond the last" },
	{ S("\xf8\x88\x80\x80\x80"), false, false, "five bytes" },
};

static void
mended(const char *bytes, size_t length, const char *wanted)
{
	char into[64];

	utf8_mend(into, bytes, length);
	tap_str(into, wanted, "mended to \"%s\"", wanted);
}

int
main(void)
{
	const struct sample *s = samples;
	size_t		     n = sizeof(samples) / sizeof(samples[0]);

	for (; n > 0; n--, s++) {
		tap_int(utf8_clean(s->bytes, s->length, false), s->line,
		    "%s in a line", s->name);
		tap_int(utf8_clean(s->bytes, s->length, true), s->lines,
		    "%s in a text", s->name);
	}
	tap_int((int64_t)utf8_count("Si\xc3\xa2n", 5), 4, "characters");
	tap_int((int64_t)utf8_count("", 0), 0, "no characters");
	mended(S("a\0b\xff"),
	    "a\xef\xbf\xbd"
	    "b\xef\xbf\xbd");
	mended(S("Si\xc3\xa2n\n"), "Si\xc3\xa2n\n");
	mended(S("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd");
	return (tap_end());
}
