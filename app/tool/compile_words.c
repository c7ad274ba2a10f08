/*
 * compile_words WORDS OUTDIR: makes OUTDIR/words.h and OUTDIR/words.c of the
 * sentences in WORDS/<noun>.say, which C and SQL choose by key.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_text_pseudo.h"
#include "compile_text_say.h"

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct sentence *)a)->key,
	    ((const struct sentence *)b)->key);
}

/* In the order of keys, so that say_find() can search by halves; only
 * SAY_none comes first, whose number is 0 by contract. */
static void
header(const char *dir, const struct sentences *all)
{
	struct text h = { 0 };
	size_t	    i;

	text_str(&h,
	    "/* Made by compile_words from assets/words/.  "
	    "Do not edit. */\n#ifndef NC_GEN_WORDS_H\n"
	    "#define NC_GEN_WORDS_H\n\nenum say {\n\tSAY_none");
	for (i = 0; i < all->used; i++)
		if (strcmp(all->each[i].key, "none") != 0)
			text_print(&h, ",\n\tSAY_%s", all->each[i].key);
	text_str(&h,
	    "\n};\n\n/* The field a sentence is shown at, or NULL. */"
	    "\nconst char *say_field(enum say);\n\n#endif\n");
	file_write(dir, "words.h", &h);
}

static void
row(struct text *c, const struct sentence *s)
{
	struct text other = { 0 };

	text_print(c, "\t{ \"%s\", ", s->key);
	if (s->field == NULL)
		text_str(c, "NULL");
	else
		text_print(c, "\"%s\"", s->field);
	text_str(c, ", {\n\t    ");
	text_literal(c, s->text, strlen(s->text));
	if (s->text[0] != '\0') {
		text_char(&other, '[');
		pseudo(&other, s->text, strlen(s->text));
		text_char(&other, ']');
	}
	text_str(c, ",\n\t    ");
	text_literal(c, text_of(&other), other.used);
	text_str(c, " } },\n");
}

static const char lookup[] =
    "};\n\n"
    "const char *\n"
    "say_text(enum language language, enum say say)\n"
    "{\n"
    "\tif ((size_t)say >= sizeof sentences / sizeof sentences[0])\n"
    "\t\tsay = SAY_none;\n"
    "\treturn sentences[say].text[language];\n"
    "}\n\n"
    "const char *\n"
    "say_field(enum say say)\n"
    "{\n"
    "\tif ((size_t)say >= sizeof sentences / sizeof sentences[0])\n"
    "\t\treturn NULL;\n"
    "\treturn sentences[say].field;\n"
    "}\n\n"
    "static int\n"
    "compared(const void *key, const void *row)\n"
    "{\n"
    "\treturn strcmp(key, ((const struct sentence *)row)->key);\n"
    "}\n\n"
    "int\n"
    "say_find(const char *key)\n"
    "{\n"
    "\tconst struct sentence *found;\n\n"
    "\tif (key == NULL)\n"
    "\t\treturn -1;\n"
    "\tif (strcmp(key, \"none\") == 0)\n"
    "\t\treturn SAY_none;\n"
    "\tfound = bsearch(key, sentences + 1,\n"
    "\t    sizeof sentences / sizeof sentences[0] - 1,\n"
    "\t    sizeof sentences[0], compared);\n"
    "\treturn found == NULL ? -1 : (int)(found - sentences);\n"
    "}\n";

static void
source(const char *dir, const struct sentences *all)
{
	static const struct sentence none = { .key = "none", .text = "" };
	struct text		     c = { 0 };
	size_t			     i;

	text_str(&c,
	    "/* Made by compile_words from assets/words/.  "
	    "Do not edit. */\n#include <stdlib.h>\n#include <string.h>\n\n"
	    "#include \"web/view.h\"\n#include \"words.h\"\n\n"
	    "static const struct sentence {\n\tconst char *key;\n"
	    "\tconst char *field;\n\tconst char *text[LANGUAGES];\n"
	    "} sentences[] = {\n");
	row(&c, &none);
	for (i = 0; i < all->used; i++)
		if (strcmp(all->each[i].key, "none") != 0)
			row(&c, &all->each[i]);
	text_str(&c, lookup);
	file_write(dir, "words.c", &c);
}

static void
distinct(const struct sentences *all)
{
	const struct sentence *a, *b;
	size_t		       i;

	for (i = 1; i < all->used; i++) {
		a = &all->each[i - 1];
		b = &all->each[i];
		if (strcmp(a->key, b->key) == 0)
			refuse(b->file, b->line, "%s already stands in %s:%d",
			    b->key, a->file, a->line);
	}
}

int
main(int argc, char **argv)
{
	struct sentences all = { 0 };
	char	       **files;

	if (argc != 3) {
		fprintf(stderr, "usage: compile_words WORDS OUTDIR\n");
		return 2;
	}
	files = files_below(argv[1], ".po");
	if (*files != NULL)
		refuse(*files, 0, "no language of view.h goes with this file");
	for (files = files_below(argv[1], ".say"); *files != NULL; files++)
		sentences_read(&all, *files, file_read(*files));
	if (all.used > 0)
		qsort(all.each, all.used, sizeof all.each[0], by_key);
	distinct(&all);
	header(argv[2], &all);
	source(argv[2], &all);
	return 0;
}
