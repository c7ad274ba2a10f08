/* Fuzzes the reader of pages: whatever it lets pass, no value may stand
 * where markup is read. */
#include "arena.h"

#include "../../app/tool/compile_text.c"
#include "../../app/tool/compile_page_attr.c"
#include "../../app/tool/compile_page_block.c"
#include "../../app/tool/compile_page_html.c"
#include "../../app/tool/compile_page_html_tag.c"
#include "../../app/tool/compile_page_name.c"
#include "../../app/tool/compile_page_nest.c"
#include "../../app/tool/compile_page_read.c"
#include "../../app/tool/compile_page_section.c"
#include "../../app/tool/compile_page_tag.c"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define VALUE '\x1f' /* stands for a value; no input holds one */

/* All literal text of a page: what a browser gets. */
static void
flat(struct text *t, const struct nodes *list)
{
	const struct node *n;

	for (n = list->each; n != nodes_end(list); n++) {
		if (n->kind == NODE_TEXT)
			text_add(t, text_of(&n->text), n->text.used);
		else if (n->kind == NODE_VALUE)
			text_char(t, VALUE);
		if (n->kind == NODE_VALUE && n->escape == ESCAPE_NONE)
			abort();
		flat(t, &n->body);
		flat(t, &n->many);
	}
}

/* Another, simpler reader of HTML than the compiler's. */
static void
looked_at(const char *s)
{
	char quote = 0;
	bool tag = false;

	for (; *s != '\0'; s++) {
		if (tag && quote == 0 && *s == VALUE)
			abort();
		if (!tag)
			tag = *s == '<';
		else if (quote != 0)
			quote = *s == quote ? 0 : quote;
		else if (*s == '"' || *s == '\'')
			quote = *s;
		else
			tag = *s != '>';
	}
	if (tag)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct page_file page = { .file = "fuzz.html" };
	struct text	 t = { 0 };

	if (memchr(bytes, VALUE, n) != NULL)
		return (0);
	refused = arena_refused;
	if (setjmp(arena_out) == 0) {
		page_made(&page, "none", copy((const char *)bytes, n));
		flat(&t, &page.nodes);
		looked_at(text_of(&t));
	}
	arena_empty();
	return (0);
}
