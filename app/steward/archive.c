/* Writes an archive: JSON for a program, HTML for a person, in one zip. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "archive.h"
#include "core/bytes.h"
#include "core/memory.h"
#include "core/vault.h"
#include "pages.h"
#include "web/view.h"

static const char *const columns[] = { "tbl", "tbl_what", "tbl_why", "seen",
	"tbl_first", "col", "what", "row_no", "row_first", "value" };

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

struct set *
archive_opened(const struct set *from)
{
	struct set *s = set_new(columns, COLUMNS);
	const char *values[COLUMNS];
	char	   *open;
	size_t	    i, k;

	for (i = 0; i < set_rows(from); i++) {
		for (k = 0; k < COLUMNS; k++)
			values[k] = set_get(from, i, columns[k]);
		open = strcmp(set_get(from, i, "sealed"), "t") == 0
		    ? vault_open(values[COLUMNS - 1])
		    : NULL;
		if (open != NULL)
			values[COLUMNS - 1] = open;
		set_add(s, values);
		memory_wiped(open);
	}
	return (s);
}

void
archive_forget(struct set *s)
{
	char  *value;
	size_t i;

	for (i = 0; i < set_rows(s); i++) {
		value = (char *)(uintptr_t)set_get(s, i, "value");
		explicit_bzero(value, strlen(value));
	}
	set_free(s);
}

/* { "people": { "what", "why", "seen", "rows": [ { column: value } ] } } */
static char *
json_of(const struct set *s, const char *made_at)
{
	json_t *all, *tables, *rows = NULL, *row = NULL, *table;
	char   *text;
	size_t	i;

	json_set_alloc_funcs(malloc, memory_wiped);
	all = json_object();
	tables = json_object();
	json_object_set_new(all, "made_at", json_string(made_at));
	json_object_set_new(all, "tables", tables);
	for (i = 0; i < set_rows(s); i++) {
		if (*set_get(s, i, "tbl_first") == 't') {
			table = json_pack("{s:s,s:s,s:s,s:[]}", "what",
			    set_get(s, i, "tbl_what"), "why",
			    set_get(s, i, "tbl_why"), "seen",
			    set_get(s, i, "seen"), "rows");
			rows = json_object_get(table, "rows");
			json_object_set_new(tables, set_get(s, i, "tbl"),
			    table);
		}
		if (*set_get(s, i, "row_first") == 't') {
			row = json_object();
			json_array_append_new(rows, row);
		}
		json_object_set_new(row, set_get(s, i, "col"),
		    json_string(set_get(s, i, "value")));
	}
	text = json_dumps(all, JSON_INDENT(2));
	json_decref(all);
	return (text);
}

static void
page_of(struct buffer *b, const struct set *s, const char *community,
    const char *made_at)
{
	struct view *v = view_new(LANG_EN);

	view_set(v, "archive", s);
	view_value(v, "community_name", community);
	view_value(v, "made_at", made_at);
	PAGE_exports_archive.write[LANG_EN](v, b);
	view_free(v);
}

static bool
added(zip_t *z, const char *name, const char *bytes, size_t n)
{
	zip_source_t *s = zip_source_buffer(z, bytes, n, 0);

	if (s != NULL && zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8) != -1)
		return (true);
	zip_source_free(s);
	return (false);
}

/* What the closed archive left in its source, as text. */
static char *
text_of(zip_source_t *s)
{
	zip_stat_t stat;
	char	  *bytes, *text = NULL;

	if (zip_source_stat(s, &stat) == -1 || zip_source_open(s) == -1)
		return (NULL);
	bytes = malloc(stat.size);
	if (bytes != NULL &&
	    zip_source_read(s, bytes, stat.size) == (zip_int64_t)stat.size)
		text = bytes_write(bytes, stat.size);
	memory_wiped(bytes);
	zip_source_close(s);
	return (text);
}

static char *
packed(const char *json, const struct buffer *html)
{
	zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t	     *z;
	char	     *text = NULL;

	zip_source_keep(s);
	z = zip_open_from_source(s, ZIP_TRUNCATE, NULL);
	if (z != NULL && added(z, "everything.json", json, strlen(json)) &&
	    added(z, "everything.html", html->bytes, html->used) &&
	    zip_close(z) == 0)
		text = text_of(s);
	else if (z != NULL)
		zip_discard(z);
	zip_source_free(s);
	return (text);
}

char *
archive_write(const struct set *values, const char *community,
    const char *made_at)
{
	struct buffer html = { NULL, 0, 0 };
	char	     *json = json_of(values, made_at), *text = NULL;

	page_of(&html, values, community, made_at);
	if (json != NULL && html.bytes != NULL)
		text = packed(json, &html);
	memory_wiped(json);
	memory_wiped(html.bytes);
	return (text);
}
