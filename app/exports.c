/* "Everything you have about me": asked for, then fetched once. */
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "nouns.h"
#include "pages.h"
#include "sql.h"
#include "web/form.h"
#include "web/visit.h"

const struct form exports_press_form = { "exports_press",
	(const struct field[]){ { 0 } } };

static void
shown(struct visit *v)
{
	reply_page(v, &PAGE_exports_show);
}

void
exports_show(struct visit *v)
{
	sql_exports_show(v->ask);
	ask(v, shown);
}

void
exports_new(struct visit *v)
{
	sql_exports_new(v->ask);
	deed(v, "/me/archive");
}

static void
taken(struct visit *v)
{
	const struct set *s = visit_set(v, &SQL_exports_take);
	const char	 *there = set_get(s, 0, "there"), *text;
	const char	 *envelope = set_get(s, 0, "archive");
	unsigned char	 *bytes;
	size_t		  n;

	if (there == NULL || strcmp(there, "t") != 0) {
		reply_absent(v);
		return;
	}
	text = envelope == NULL ? NULL : visit_unseal(v, envelope);
	bytes = text == NULL ? NULL : bytes_read(text, &n);
	if (bytes == NULL)
		reply_to(v, "/me/archive?said=exports_over_said");
	else
		reply_body(v, "application/zip", "everything.zip",
		    (const char *)bytes, n);
	free(bytes);
}

void
exports_take(struct visit *v)
{
	sql_exports_take(v->ask, visit_path(v, "ref"));
	ask(v, taken);
}
