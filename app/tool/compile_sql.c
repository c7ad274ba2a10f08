/*
 * compile_sql SQL OUTDIR: makes of each statement SQL/<noun>/<verb>.sql one
 * typed C function, in OUTDIR/sql.h and OUTDIR/sql.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_sql.h"

static bool
skipped(const char *noun)
{
	return strcmp(noun, "migrations") == 0 || strcmp(noun, "views") == 0 ||
	    strcmp(noun, "demo") == 0;
}

static const char *
c_type(const char *type)
{
	if (strcmp(type, "bigint") == 0 || strcmp(type, "int") == 0)
		return "int64_t ";
	return strcmp(type, "bool") == 0 ? "bool " : "const char *";
}

static void
signature(struct text *t, const struct question *q)
{
	size_t i;

	text_print(t, "sql_%s(struct batch *batch", q->name);
	for (i = 0; i < q->used; i++)
		text_print(t, ",\n    %sp_%s", c_type(q->params[i].type),
		    q->params[i].name);
	text_str(t, ")");
}

static void
value(struct text *t, const struct param *p)
{
	if (c_type(p->type)[0] == 'i')
		text_print(t, "n_%s", p->name);
	else if (c_type(p->type)[0] == 'b')
		text_print(t, "p_%s ? \"t\" : \"f\"", p->name);
	else
		text_print(t, "p_%s", p->name);
}

static void
body(struct text *t, const struct question *q)
{
	size_t i;

	text_str(t, "\n{\n");
	for (i = 0; i < q->used; i++)
		if (c_type(q->params[i].type)[0] == 'i')
			text_print(t, "\tchar n_%s[24];\n", q->params[i].name);
	text_str(t, "\tconst char *const values[] = { ");
	for (i = 0; i < q->used; i++) {
		value(t, &q->params[i]);
		text_str(t, ", ");
	}
	text_str(t, "NULL };\n\n");
	for (i = 0; i < q->used; i++)
		if (c_type(q->params[i].type)[0] == 'i')
			text_print(t,
			    "\tsnprintf(n_%s, sizeof n_%s, \"%%lld\""
			    ", (long long)p_%s);\n",
			    q->params[i].name, q->params[i].name,
			    q->params[i].name);
	text_print(t, "\tbatch_add(batch, &SQL_%s, values);\n}\n", q->name);
}

static void
declared(struct text *h, const struct question *q)
{
	text_print(h, "\n/* %s */\n", q->sentence);
	text_print(h, "extern const struct statement SQL_%s;\nvoid ", q->name);
	signature(h, q);
	text_str(h, ";\n");
}

static void
defined(struct text *c, const struct question *q)
{
	text_print(c, "\nconst struct statement SQL_%s = {\n\t\"%s\",\n\t",
	    q->name, q->name);
	text_literal(c, text_of(&q->text), q->text.used);
	text_print(c, ",\n\t%zu, %s\n};\n\nvoid\n", q->used,
	    q->slow ? "true" : "false");
	signature(c, q);
	body(c, q);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct question *)a)->name,
	    ((const struct question *)b)->name);
}

static void
written(const char *dir, struct question *all, size_t n)
{
	struct text h = { 0 }, c = { 0 };
	size_t	    i;

	text_str(&h,
	    "/* Made by compile_sql from sql/.  Do not edit. */\n"
	    "#ifndef NC_GEN_SQL_H\n#define NC_GEN_SQL_H\n\n"
	    "#include \"web/batch.h\"\n\n"
	    "/* Every statement, for preparing; ends with NULL. */\n"
	    "extern const struct statement *const SQL_all[];\n");
	text_str(&c,
	    "/* Made by compile_sql from sql/.  Do not edit. */\n"
	    "#include <stdio.h>\n\n#include \"sql.h\"\n");
	for (i = 0; i < n; i++) {
		declared(&h, &all[i]);
		defined(&c, &all[i]);
	}
	text_str(&h, "\n#endif\n");
	text_str(&c, "\nconst struct statement *const SQL_all[] = {\n");
	for (i = 0; i < n; i++)
		text_print(&c, "\t&SQL_%s,\n", all[i].name);
	text_str(&c, "\tNULL\n};\n");
	file_write(dir, "sql.h", &h);
	file_write(dir, "sql.c", &c);
}

/* sql/a/b_c.sql and sql/a_b/c.sql would be the same function. */
static void
distinct(struct question *all, size_t n)
{
	size_t i;

	for (i = 1; i < n; i++)
		if (strcmp(all[i - 1].name, all[i].name) == 0)
			refuse(all[i].file, 1, "%s is already the name of %s",
			    all[i].name, all[i - 1].file);
}

static struct question
question(const char *file, const char *noun, const char *verb)
{
	struct question q;

	if (!is_name(noun, strlen(noun)) || !is_name(verb, strlen(verb)))
		refuse(file, 0, "names are a-z, 0-9 and _");
	q = question_read(file, file_read(file));
	q.name = copy_print("%s_%s", noun, verb);
	return q;
}

int
main(int argc, char **argv)
{
	struct question *all = NULL;
	size_t		 n = 0;
	char		*noun, *verb, **files;

	if (argc != 3) {
		fprintf(stderr, "usage: compile_sql SQL OUTDIR\n");
		return 2;
	}
	for (files = files_below(argv[1], ".sql"); *files != NULL; files++) {
		path_split(*files + strlen(argv[1]) + 1, &noun, &verb);
		if (noun == NULL || skipped(noun))
			continue;
		all = grown(all, n, sizeof *all);
		all[n++] = question(*files, noun, verb);
	}
	if (n > 0)
		qsort(all, n, sizeof *all, by_name);
	distinct(all, n);
	written(argv[2], all, n);
	return 0;
}
