/* Writes pages as C: straight-line code over view_run.h. */
#include <string.h>

#include "compile_page.h"
#include "compile_text_pseudo.h"

struct writing {
	struct text c;
	struct text literal; /* not yet written */
	bool	    pseudo;
	int	    depth;
};

static void nodes_write(struct writing *, const struct nodes *, bool);

static void
indent(struct writing *w)
{
	int i;

	for (i = 0; i <= w->depth; i++)
		text_char(&w->c, '\t');
}

static void
literal_out(struct writing *w)
{
	if (w->literal.used == 0)
		return;
	indent(w);
	text_str(&w->c, "run_text(&r, ");
	text_literal(&w->c, w->literal.bytes, w->literal.used);
	text_print(&w->c, ", %zu);\n", w->literal.used);
	w->literal.used = 0;
}

static const char *const places[] = { "PLACE_NAME", "PLACE_FIRST",
	"PLACE_TYPED", "PLACE_ERROR", "PLACE_LANGUAGE", "PLACE_DIRECTION" };
static const char *const escapes[] = { "ESCAPE_NONE", "ESCAPE_HTML",
	"ESCAPE_PATH", "ESCAPE_URL" };
static const char *const filters[] = { "FILTER_NONE", "FILTER_WHEN",
	"FILTER_DATE", "FILTER_DAY", "FILTER_TIME", "FILTER_EFFORT",
	"FILTER_SAY", "FILTER_LINES", "FILTER_OPEN" };

static void
value_write(struct writing *w, const struct node *n)
{
	literal_out(w);
	indent(w);
	text_print(&w->c, "run_value(&r, &s[%zu], %s, %s);\n", n->name.site,
	    escapes[n->escape], filters[n->filter]);
}

static void
condition(struct writing *w, const struct node *n)
{
	text_print(&w->c, "if (%s", n->inverted ? "!" : "");
	if (n->test == TEST_THERE)
		text_print(&w->c, "run_true(&r, &s[%zu])", n->name.site);
	else if (n->test == TEST_SAME)
		text_print(&w->c, "run_same(&r, &s[%zu], &s[%zu])",
		    n->name.site, n->other.site);
	else {
		text_print(&w->c, "run_is(&r, &s[%zu], ", n->name.site);
		text_literal(&w->c, n->word, strlen(n->word));
		text_char(&w->c, ')');
	}
	text_str(&w->c, ") {\n");
}

static void
section_write(struct writing *w, const struct node *n)
{
	const bool each = n->test == TEST_THERE && !n->inverted &&
	    n->name.place == PLACE_NAME;
	const size_t i = n->name.site;

	literal_out(w);
	indent(w);
	if (each)
		text_print(&w->c,
		    "for (each_open(&r, &e[%zu], &s[%zu]); "
		    "each_next(&r, &e[%zu]);) {\n",
		    i, i, i);
	else
		condition(w, n);
	w->depth++;
	nodes_write(w, &n->body, false);
	literal_out(w);
	w->depth--;
	indent(w);
	text_str(&w->c, "}\n");
}

static void
form_write(struct writing *w, const struct nodes *form)
{
	if (w->pseudo)
		text_char(&w->literal, '[');
	nodes_write(w, form, true);
	if (w->pseudo)
		text_char(&w->literal, ']');
}

static void
message_write(struct writing *w, const struct node *n)
{
	if (!n->plural) {
		form_write(w, &n->body);
		return;
	}
	literal_out(w);
	indent(w);
	text_print(&w->c, "if (run_plural(&r, &s[%zu]) == 0) {\n",
	    n->name.site);
	w->depth++;
	form_write(w, &n->body);
	literal_out(w);
	w->depth--;
	indent(w);
	text_str(&w->c, "} else {\n");
	w->depth++;
	form_write(w, &n->many);
	literal_out(w);
	w->depth--;
	indent(w);
	text_str(&w->c, "}\n");
}

static void
nodes_write(struct writing *w, const struct nodes *list, bool sentence)
{
	const struct node *n;

	for (n = list->each; n != nodes_end(list); n++) {
		if (n->kind == NODE_VALUE)
			value_write(w, n);
		else if (n->kind == NODE_SECTION)
			section_write(w, n);
		else if (n->kind == NODE_MESSAGE)
			message_write(w, n);
		else if (sentence && n->words && w->pseudo)
			pseudo(&w->literal, text_of(&n->text), n->text.used);
		else
			text_add(&w->literal, text_of(&n->text), n->text.used);
	}
}

static void
site(struct text *sites, const struct name *n)
{
	if (n->name == NULL)
		return;
	text_print(sites, "\t[%zu] = { .place = %s, .name = \"%s\"", n->site,
	    places[n->place], n->name);
	if (n->set != NULL)
		text_print(sites, ", .set = \"%s\"", n->set);
	text_str(sites, " },\n");
}

static void
sites_write(struct text *sites, const struct nodes *list)
{
	const struct node *n;

	for (n = list->each; n != nodes_end(list); n++) {
		site(sites, &n->name);
		if (n->test == TEST_SAME)
			site(sites, &n->other);
		sites_write(sites, &n->body);
		sites_write(sites, &n->many);
	}
}

static void
language_write(struct text *c, const struct page_file *p, bool pseudo_too)
{
	struct writing w = { .pseudo = pseudo_too };

	nodes_write(&w, &p->nodes, false);
	literal_out(&w);
	text_print(c,
	    "\nstatic void\n%s_%s(const struct view *view, "
	    "struct buffer *out)\n{\n\tstruct site *s = %s_sites;\n"
	    "\tstruct each e[%zu];\n"
	    "\tstruct run r = { view, out, NULL, %s };\n\n"
	    "\t(void)s;\n\t(void)e;\n%s}\n",
	    p->name, pseudo_too ? "pseudo" : "en", p->name, p->sites + 1,
	    pseudo_too ? "LANG_PSEUDO" : "LANG_EN", text_of(&w.c));
}

static void
page_write(struct text *c, const struct page_file *p)
{
	struct text sites = { 0 };

	sites_write(&sites, &p->nodes);
	text_print(c,
	    "\n/* %s */\nstatic struct site %s_sites[%zu] = {\n"
	    "%s\t[%zu] = { .name = \"\" }\n};\n",
	    p->file, p->name, p->sites + 1, text_of(&sites), p->sites);
	language_write(c, p, false);
	language_write(c, p, true);
	text_print(c,
	    "\nconst struct page %s_%s = {\n\t\"%s\", %s, { %s_en, "
	    "%s_pseudo }\n};\n",
	    p->mail ? "MAIL" : "PAGE", p->name, p->name,
	    p->mail ? "false" : "true", p->name, p->name);
}

static const char first_lines[] =
    "/* Made by compile_page from assets/.  Do not edit. */\n";

static void
header(const char *dir, const struct page_file *pages, size_t n)
{
	struct text h = { 0 };
	size_t	    i;

	text_print(&h,
	    "%s#ifndef NC_GEN_PAGES_H\n#define NC_GEN_PAGES_H\n\n"
	    "#include \"web/view.h\"\n\n",
	    first_lines);
	for (i = 0; i < n; i++)
		text_print(&h, "extern const struct page %s_%s;\n",
		    pages[i].mail ? "MAIL" : "PAGE", pages[i].name);
	text_str(&h,
	    "\n/* All of them; each list ends with NULL. */\n"
	    "extern const struct page *const PAGE_all[];\n"
	    "extern const struct page *const MAIL_all[];\n\n#endif\n");
	file_write(dir, "pages.h", &h);
}

static void
table(struct text *c, const struct page_file *pages, size_t n, bool mail)
{
	size_t i;

	text_print(c, "\nconst struct page *const %s_all[] = {\n",
	    mail ? "MAIL" : "PAGE");
	for (i = 0; i < n; i++)
		if (pages[i].mail == mail)
			text_print(c, "\t&%s_%s,\n", mail ? "MAIL" : "PAGE",
			    pages[i].name);
	text_str(c, "\tNULL\n};\n");
}

/* A file for each noun, so that they compile side by side and one changed
 * page does not compile them all. */
void
pages_write(const char *dir, struct page_file *pages, size_t n)
{
	struct text c = { 0 };
	const char *noun;
	size_t	    i, from;

	header(dir, pages, n);
	for (from = 0; from < n; from = i) {
		noun = pages[from].noun;
		c.used = 0;
		text_print(&c,
		    "%s#include \"web/view_run.h\"\n"
		    "#include \"pages.h\"\n",
		    first_lines);
		for (i = from; i < n && pages[i].mail == pages[from].mail &&
		     strcmp(pages[i].noun, noun) == 0;
		     i++)
			page_write(&c, &pages[i]);
		file_write(dir,
		    pages[from].mail	? "mails.c"
			: *noun == '\0' ? "pages.c"
					: copy_print("pages_%s.c", noun),
		    &c);
	}
	c.used = 0;
	text_print(&c, "%s#include \"pages.h\"\n", first_lines);
	table(&c, pages, n, false);
	table(&c, pages, n, true);
	file_write(dir, "page_all.c", &c);
}
