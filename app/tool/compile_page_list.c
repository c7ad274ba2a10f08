/* Lists what pages hold: sentences, names, and words outside of sentences. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_page.h"
#include "compile_text_say.h"

struct entry { /* one message of the .pot file */
	char	   *one;
	char	   *many; /* NULL: no plural */
	const char *file;
	int	    line;
};

struct catalog {
	struct entry *each;
	size_t	      used;
};

/* A sentence as translators see it. */
static char *
sentence_of(const struct nodes *form)
{
	struct text	   t = { 0 };
	const struct node *n;

	for (n = form->each; n != nodes_end(form); n++) {
		if (n->kind == NODE_TEXT) {
			text_add(&t, text_of(&n->text), n->text.used);
			continue;
		}
		text_print(&t, "{{%s%s%s}}", name_print(&n->name),
		    *filter_name(n) == '\0' ? "" : "|", filter_name(n));
	}
	return copy(text_of(&t), t.used);
}

static void
entry_add(struct catalog *c, struct entry e)
{
	c->each = grown(c->each, c->used, sizeof e);
	c->each[c->used++] = e;
}

static void
collected(struct catalog *c, const struct nodes *list)
{
	const struct node *n;

	for (n = list->each; n != nodes_end(list); n++) {
		if (n->kind == NODE_MESSAGE)
			entry_add(c,
			    (struct entry){ .one = sentence_of(&n->body),
				.many =
				    n->plural ? sentence_of(&n->many) : NULL,
				.file = n->file,
				.line = n->line });
		else
			collected(c, &n->body);
	}
}

static int
by_sentence(const void *a, const void *b)
{
	const struct entry *p = a, *q = b;
	int		    order = strcmp(p->one, q->one);

	if (order == 0)
		order = strcmp(p->many == NULL ? "" : p->many,
		    q->many == NULL ? "" : q->many);
	if (order == 0)
		order = strcmp(p->file, q->file);
	return order != 0 ? order : p->line - q->line;
}

static void
po_string(struct text *t, const char *keyword, const char *s)
{
	text_print(t, "%s \"", keyword);
	for (; *s != '\0'; s++) {
		if (*s == '\n')
			text_str(t, "\\n");
		else if (*s == '"' || *s == '\\')
			text_print(t, "\\%c", *s);
		else
			text_char(t, *s);
	}
	text_str(t, "\"\n");
}

static bool
same_entry(const struct entry *a, const struct entry *b)
{
	return strcmp(a->one, b->one) == 0 &&
	    (a->many == NULL) == (b->many == NULL) &&
	    (a->many == NULL || strcmp(a->many, b->many) == 0);
}

static void
entry_write(struct text *t, const struct entry *e)
{
	po_string(t, "msgid", e->one);
	if (e->many == NULL) {
		po_string(t, "msgstr", "");
	} else {
		po_string(t, "msgid_plural", e->many);
		po_string(t, "msgstr[0]", "");
		po_string(t, "msgstr[1]", "");
	}
}

static void
said(struct catalog *c, const char *assets)
{
	struct sentences all = { 0 };
	char	       **files;
	size_t		 i;

	files = files_below(copy_print("%s/words", assets), ".say");
	for (; *files != NULL; files++)
		sentences_read(&all, *files, file_read(*files));
	for (i = 0; i < all.used; i++)
		if (all.each[i].text[0] != '\0')
			entry_add(c,
			    (struct entry){ .one = copy(all.each[i].text,
						strlen(all.each[i].text)),
				.file = all.each[i].file,
				.line = all.each[i].line });
}

static void
catalog_write(struct text *t, const struct catalog *c)
{
	const struct entry *e, *end;

	end = c->used == 0 ? c->each : c->each + c->used;
	text_str(t,
	    "msgid \"\"\nmsgstr \"\"\n"
	    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
	    "\"Content-Transfer-Encoding: 8bit\\n\"\n"
	    "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n");
	for (e = c->each; e < end; e++) {
		if (e == c->each || !same_entry(e - 1, e))
			text_char(t, '\n');
		if (e == c->each || !same_entry(e - 1, e) ||
		    e[-1].line != e->line || strcmp(e[-1].file, e->file) != 0)
			text_print(t, "#: %s:%d\n", e->file, e->line);
		if (e + 1 == end || !same_entry(e, e + 1))
			entry_write(t, e);
	}
}

void
pot_write(const char *assets, const char *file, const struct page_file *pages,
    size_t n)
{
	struct catalog c = { 0 };
	struct text    t = { 0 };
	const char    *slash = file == NULL ? NULL : strrchr(file, '/');
	size_t	       i;

	for (i = 0; i < n; i++)
		collected(&c, &pages[i].nodes);
	said(&c, assets);
	if (c.used > 0)
		qsort(c.each, c.used, sizeof *c.each, by_sentence);
	catalog_write(&t, &c);
	if (file == NULL) {
		fwrite(t.bytes, 1, t.used, stdout);
		return;
	}
	file_write(slash == NULL ? "." : copy(file, (size_t)(slash - file)),
	    slash == NULL ? file : slash + 1, &t);
}

static void
names_below(const char *page, const char *chain, const struct nodes *list)
{
	const struct node *n;
	const char	  *inner;

	for (n = list->each; n != nodes_end(list); n++) {
		if (n->name.name != NULL)
			printf("%s\t%s\t%s\n", page, chain,
			    name_print(&n->name));
		if (n->test == TEST_SAME)
			printf("%s\t%s\t%s\n", page, chain,
			    name_print(&n->other));
		inner = chain;
		if (n->kind == NODE_SECTION && n->test == TEST_THERE &&
		    !n->inverted && n->name.place == PLACE_NAME)
			inner = copy_print("%s%s%s", chain,
			    *chain == '\0' ? "" : "/", n->name.name);
		names_below(page, inner, &n->body);
		names_below(page, inner, &n->many);
	}
}

void
names_print(const struct page_file *pages, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		names_below(copy_print("%s%s", pages[i].mail ? "mail/" : "",
				pages[i].name),
		    "", &pages[i].nodes);
}

/* Signs beyond ASCII that are no letters: of U+00A0 and of U+2000 on. */
static bool
sign(const unsigned char *s)
{
	return (s[0] == 0xc2 && s[1] < 0xc0) || (s[0] == 0xe2 && s[1] <= 0x81);
}

/* A letter outside of an entity and of the site's name. */
static bool
lettered(const char *s)
{
	while (*s != '\0') {
		if (strncmp(s, "Nocape", 6) == 0)
			s += 6;
		else if (strncmp(s, "Subject:", 8) == 0)
			s += 8;
		else if (*s == '/') /* the path of an address */
			s += strcspn(s, " \n");
		else if (*s == '&' && strchr(s, ';') != NULL)
			s = strchr(s, ';');
		else if (sign((const unsigned char *)s))
			s += s[0] == '\xc2' ? 2 : 3;
		else if (isalpha((unsigned char)*s) || (*s & 0x80))
			return true;
		else
			s++;
	}
	return false;
}

static void
outside(const struct nodes *list)
{
	const struct node *n;

	for (n = list->each; n != nodes_end(list); n++) {
		if (n->kind == NODE_TEXT && n->words &&
		    lettered(text_of(&n->text)))
			printf("%s:%d: %s\n", n->file, n->line,
			    text_of(&n->text));
		if (n->kind == NODE_SECTION)
			outside(&n->body);
	}
}

void
text_print_outside(const struct page_file *pages, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		outside(&pages[i].nodes);
}
