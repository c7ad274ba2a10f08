/* Reads sections: those asked when the page runs, and those of $names,
 * which are decided here. */
#include <string.h>

#include "compile_page.h"

/* {{#name}}, {{^name=word}}, {{#name==other}}: asked when the page runs. */
static void
section(struct making *m, struct reader *r, const char *closer,
    struct node made)
{
	const struct html before = (html_section(m), m->html);
	enum ended	  ended;

	if (m->message)
		refuse(m->file, m->line,
		    "a sentence holds no sections: "
		    "write whole sentences, each in its own section");
	made.kind = NODE_SECTION;
	made.file = m->file;
	made.line = m->line;
	m->html.floor = before.depth;
	made.body = listed(m, r, closer, &ended);
	nest_ended(m, before.depth);
	m->html.floor = before.floor;
	if (ended == ENDED_AT_BAR)
		refuse(r->file, r->line, "{{|}} outside of a sentence");
	html_section(m);
	if (!html_same(&before, &m->html))
		refuse(made.file, made.line,
		    "{{#%s}} must close the tags it "
		    "opens",
		    closer);
	m->html.spaced = m->html.spaced && before.spaced;
	if (before.prefix[0] == '\0')
		m->html.prefix[0] = '\0'; /* it may not have been there */
	*node_add(m, NODE_SECTION) = made;
}

static void
section_decided(struct making *m, struct reader *r, const char *content,
    bool yes)
{
	if (!yes)
		tag_skip(r, content);
	else if (block(m, r, content) == ENDED_AT_BAR)
		refuse(r->file, r->line, "{{|}} inside of {{#%s}}", content);
}

/* The right side of = and ==, a $name included. */
static void
compared(struct making *m, const struct reader *r, struct node *made,
    const char *right)
{
	bool  dynamic = false;
	char *s;

	if (right[0] == '=') {
		made->test = TEST_SAME;
		made->other = name_read(m, name_expand(r, right + 1));
		return;
	}
	if (right[0] == '$' && is_name(right + 1, strlen(right + 1)))
		s = arg_literal(r, right + 1, &dynamic);
	else
		s = name_expand(r, right);
	made->test = dynamic ? TEST_SAME : TEST_WORD;
	made->word = s;
	if (dynamic)
		made->other = name_read(m, s);
}

static void
section_equal(struct making *m, struct reader *r, const struct tag *tag,
    const char *equals)
{
	struct node made = { .inverted = tag->sigil == '^' };
	char	   *left = copy(tag->content, (size_t)(equals - tag->content));

	made.name = name_read(m, name_expand(r, left));
	compared(m, r, &made, equals + 1);
	section(m, r, tag->content, made);
}

void
section_any(struct making *m, struct reader *r, const struct tag *tag)
{
	const char *s = tag->content, *equals = strchr(s, '=');
	struct node made = { .inverted = tag->sigil == '^' };

	if (s[0] == '_' && (s[1] == '\0' || is_space(s[1]))) {
		if (made.inverted)
			refuse(m->file, m->line, "{{^_}} says nothing");
		message(m, r, "_",
		    name_expand(r, s + 1 + strspn(s + 1, " \t\n")));
	} else if (equals != NULL)
		section_equal(m, r, tag, equals);
	else if (s[0] == '$' && is_name(s + 1, strlen(s + 1)))
		section_decided(m, r, s,
		    arg_given(arg_find(r, s + 1)) != made.inverted);
	else {
		made.name = name_read(m, name_expand(r, s));
		section(m, r, s, made);
	}
}
