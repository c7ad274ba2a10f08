/* Ten codes on paper, for a day without the phone. */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

enum { CODES = 10, LETTERS = 16 };

static void
shown(struct visit *v)
{
	const char *there;

	there = set_get(visit_set(v, &SQL_factors_show), 0, "there");
	if (there == NULL || *there != 't')
		reply_to(v, "/me/second-factor");
	else
		reply_page(v, &PAGE_recovery_codes_show);
}

void
recovery_codes_show(struct visit *v)
{
	sql_factors_show(v->ask);
	ask(v, shown);
}

/* Sixteen letters that look like no other, 78 bits: "7Q4F-K2M9-XRTD-48WB".
 * Made of the form's own operation, so that a form sent twice shows the
 * codes that hold. */
static const char *
made(struct visit *v, int i)
{
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
	const char	 *bits = visit_once(v, visit_print(v, "code %d", i));
	char		  code[LETTERS + 1], byte[3] = "";
	size_t		  n = 0;
	long		  value;

	for (; *bits != '\0' && n < LETTERS; bits += 2) {
		memcpy(byte, bits, 2);
		value = strtol(byte, NULL, 16);
		if (value < 240) /* 8 x 30: each letter as often as another */
			code[n++] = letters[value % 30];
	}
	code[n] = '\0';
	return (visit_print(v, "%s", code));
}

static const char *
written(struct visit *v, const char *code)
{
	return (visit_print(v, "%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8,
	    code + 12));
}

static void
answered(struct visit *v)
{
	static const char *const columns[] = { "code" };
	const struct set	*set = visit_set(v, &SQL_recovery_codes_new);
	struct set		*codes;
	const char		*answer = set_get(set, 0, "answer"), *text;
	int			 i;

	if (answer == NULL || strcmp(answer, "done") != 0) {
		reply_to(v, "/me/second-factor");
		return;
	}
	codes = set_new(columns, 1);
	for (i = 0; i < CODES; i++) {
		text = written(v, made(v, i));
		set_add(codes, &text);
	}
	view_take(v->view, "codes", codes);
	reply_page(v, &PAGE_recovery_codes_new);
}

/* Answered at once and not by leading on: they are shown this one time. */
void
recovery_codes_new(struct visit *v)
{
	const char *all = "";
	int	    i;

	for (i = 0; i < CODES; i++)
		all = visit_print(v, "%s%s%s", all, i == 0 ? "" : ",",
		    made(v, i));
	sql_recovery_codes_new(v->ask, visit_print(v, "{%s}", all),
	    visit_once(v, "batch"));
	ask(v, answered);
}
