/*
 * The page compiler's shapes.  A page is read with all its parts put in, in
 * document order, into nodes; the HTML machine follows along and decides how
 * each value must be escaped; then the nodes are written as C.
 */
#ifndef NC_TOOL_COMPILE_PAGE_H
#define NC_TOOL_COMPILE_PAGE_H

#include "compile_text.h"
#include "web/view_run.h"

enum node_kind { NODE_TEXT, NODE_VALUE, NODE_SECTION, NODE_MESSAGE };
enum test { TEST_THERE, TEST_WORD, TEST_SAME };

struct name {
	enum place place;
	char	  *set; /* PLACE_FIRST */
	char	  *name;
	size_t	   site; /* its number on the page */
};

struct nodes {
	struct node *each;
	size_t	     used;
};

struct node {
	enum node_kind kind;
	const char    *file;
	int	       line;
	struct text    text;   /* TEXT */
	bool	       words;  /* TEXT: a person reads it */
	struct name    name;   /* VALUE, SECTION; MESSAGE: the count */
	enum escape    escape; /* VALUE */
	enum filter    filter;
	enum test      test; /* SECTION */
	bool	       inverted;
	char	      *word;   /* TEST_WORD */
	struct name    other;  /* TEST_SAME */
	struct nodes   body;   /* SECTION, MESSAGE */
	bool	       plural; /* MESSAGE */
	struct nodes   many;
};

/* Behind the last; of an empty list NULL, which its first is too. */
static inline const struct node *
nodes_end(const struct nodes *list)
{
	return list->used == 0 ? list->each : list->each + list->used;
}

enum state {
	IN_TEXT,
	TAG_OPEN,
	TAG_BANG,
	TAG_DASH,
	TAG_NAME,
	IN_TAG,
	ATTR_NAME,
	BEFORE_VALUE,
	IN_VALUE,
	IN_COMMENT,
	IN_DOCTYPE
};

enum { NEST_MAX = 60 };

struct element {
	char	    name[24];
	const char *file;
	int	    line;
};

struct html {
	enum state     state;
	char	       element[24]; /* of the tag at hand */
	char	       raw[24];	    /* we are in title, textarea, script */
	char	       attr[32];
	char	       prefix[16]; /* how an address begins */
	int	       line;	   /* where that tag begins */
	char	       quote;
	bool	       closing; /* an end tag */
	bool	       spaced;	/* the last byte out was a space */
	bool	       fresh;	/* right after <textarea> or <pre> */
	int	       pre;	/* open <pre> */
	int	       dashes;
	bool	       slash; /* <path ... /> */
	struct element open[NEST_MAX];
	size_t	       depth;
	size_t	       floor; /* of the section at hand */
};

struct page_file { /* one page or mail, read whole */
	const char  *file;
	char	    *noun; /* "requests", or "" */
	char	    *name; /* "requests_show" */
	bool	     mail;
	struct nodes nodes;
	size_t	     sites;
};

struct source {
	const char *file;
	const char *text;
	int	    line; /* of its first byte */
};

enum arg_kind { ARG_TEXT, ARG_SENTENCE, ARG_BODY };

struct arg {
	char		   *name;
	enum arg_kind	    kind;
	struct source	    source;
	const struct scope *scope; /* where its own $names are given */
};

struct scope { /* the arguments of a part */
	struct arg *args;
	size_t	    used;
};

struct tag {
	char	    sigil;   /* # ^ / ! > < $ | or 0: a value */
	char	   *content; /* trimmed, without the sigil */
	struct arg *args;    /* > and < */
	size_t	    used;
};

struct reader { /* walks one source */
	const char	   *file;
	const char	   *start;
	const char	   *at;
	int		    line;
	const struct scope *scope;
};

struct making { /* one page being read */
	struct page_file *page;
	const char	 *assets; /* folder; parts are below it */
	struct nodes	 *out;
	struct html	  html;
	const char	 *file; /* where we are, for refusals */
	int		  line;
	int		  depth; /* parts in parts */
	bool		  message;
	bool		  message_attr; /* it stands in an attribute */
};

/* compile_page_tag.c: the tag at r->at ("{{"), which moves behind it. */
struct tag tag_read(struct reader *);
void	   reader_move(struct reader *, const char *to);
void	   arg_add(struct tag *, struct reader *, char *name, enum arg_kind);
/* Moves to the tag that closes `content`; returns where that tag begins. */
const char *tag_skip(struct reader *, const char *content);

/* compile_page_name.c */
const struct arg *arg_find(const struct reader *, const char *name);
bool		  arg_given(const struct arg *);
/* The argument's literal text, or with *dynamic the one name it holds. */
char *arg_literal(const struct reader *, const char *name, bool *dynamic);
/* $names put in. */
char	   *name_expand(const struct reader *, const char *);
struct name name_read(struct making *, const char *);
enum filter filter_read(struct making *, const char *, bool *url, bool *ref);

/* compile_page_html.c: follows literal text and answers for values. */
void	    html_feed(struct making *, const char *, size_t);
enum escape html_value(struct making *, bool url, enum filter);
void	    html_section(struct making *); /* at its begin and end */
bool	    html_same(const struct html *, const struct html *);

void html_out(struct making *, char, bool words);
bool html_words(const struct making *); /* read by a person */

/* compile_page_html_tag.c: a byte inside of a tag. */
void html_tag(struct making *, char);

/* compile_page_nest.c: elements close where they opened. */
void nest_open(struct making *);
void nest_close(struct making *);
void nest_ended(struct making *, size_t depth);

/* compile_page_attr.c: what an attribute may be and hold. */
void	    attr_named(struct making *);
void	    attr_ended(struct making *);
bool	    attr_is_url(const char *);
bool	    attr_is_words(const char *);
enum escape attr_value(struct making *, bool url);

/* compile_page_block.c: literal text and tags up to {{/closer}}, or to the
 * end of the source for NULL; or to a plural's {{|}}. */
enum ended { ENDED, ENDED_AT_BAR };

struct page_file page_read(const char *assets, const char *file, bool mail);
void page_made(struct page_file *, const char *assets, const char *source);
enum ended block(struct making *, struct reader *, const char *closer);

/* compile_page_read.c, compile_page_section.c: what a tag stands for. */
struct node *node_add(struct making *, enum node_kind);
struct nodes listed(struct making *, struct reader *, const char *closer,
    enum ended *);
void	     placed(struct making *, const struct reader *);
void	     value(struct making *, const struct reader *, const char *);
void	     argument(struct making *, const struct reader *, const char *);
void	     message(struct making *, struct reader *, const char *closer,
	    const char *count);
void	     section_any(struct making *, struct reader *, const struct tag *);

/* compile_page_write.c, compile_page_list.c */
void pages_write(const char *dir, struct page_file *, size_t);
void pot_write(const char *assets, const char *file, const struct page_file *,
    size_t);
void names_print(const struct page_file *, size_t);
void text_print_outside(const struct page_file *, size_t);

/* How a name is written in a template. */
char	   *name_print(const struct name *);
const char *filter_name(const struct node *);

#endif
