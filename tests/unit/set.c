/* Sets and batches: rows of our own and of somebody else's. */
#include <stdlib.h>

#include "tap.h"
#include "web/batch.h"
#include "web/set_own.h"

static int released;

static const char *
wrapped_name(void *owner, int column)
{
	static const char *const names[] = { "ref", "at" };

	(void)owner;
	return (names[column]);
}

static const char *
wrapped_cell(void *owner, size_t row, int column)
{
	const char *const *cells = owner;

	return (cells[row * 2 + (size_t)column]);
}

static void
wrapped_release(void *owner)
{
	(void)owner;
	released++;
}

static const struct set_source source = { wrapped_name, wrapped_cell,
	wrapped_release };

static void
own(void)
{
	static const char *const columns[] = { "ref", "title" };
	struct set		*s = set_new(columns, 2);
	char			 ref[] = "NC-1";

	tap_int((int64_t)set_rows(s), 0, "a new set has no rows");
	set_add(s, (const char *const[]){ ref, NULL });
	ref[0] = 'X';
	set_add(s, (const char *const[]){ "NC-2", "" });
	tap_int((int64_t)set_rows(s), 2, "two rows");
	tap_int((int64_t)set_columns(s), 2, "two columns");
	tap_str(set_get(s, 0, "ref"), "NC-1", "values are copied");
	tap_str(set_get(s, 0, "title"), NULL, "NULL is kept");
	tap_str(set_get(s, 1, "title"), "", "and is not the empty text");
	tap_str(set_get(s, 2, "ref"), NULL, "no third row");
	tap_str(set_get(s, 0, "none"), NULL, "no such column");
	tap_int(set_column(s, "title"), 1, "a column's place");
	tap_int(set_column(s, "none"), -1, "no place");
	tap_str(set_at(s, 0, 7), NULL, "no seventh column");
	tap_str(set_name(s, 0), "ref", "a column's name");
	tap_str(set_name(s, 2), NULL, "no third name");
	set_free(s);
	set_free(NULL);
	tap_int((int64_t)set_rows(NULL), 0, "no set has no rows");
	tap_int((int64_t)set_columns(NULL), 0, "nor columns");
	tap_int(set_column(NULL, "ref"), -1, "nor places");
	tap_str(set_get(NULL, 0, "ref"), NULL, "nor cells");
}

static void
many(void)
{
	static const char *const column[] = { "n" };
	struct set		*s = set_new(column, 1);
	char			 n[16];
	int			 i;

	for (i = 0; i < 1000; i++) {
		snprintf(n, sizeof(n), "%d", i);
		set_add(s, (const char *const[]){ n });
	}
	tap_str(set_get(s, 999, "n"), "999", "a thousand rows");
	set_free(s);
}

static void
parts(void)
{
	static const char *const column[] = { "n", "m" };
	struct set		*s = set_new(column, 2), *p, *q;

	set_add(s, (const char *const[]){ "1", NULL });
	set_add(s, (const char *const[]){ "2", "b" });
	set_add(s, (const char *const[]){ "3", "c" });
	p = set_part(s, 1, 1);
	tap_int((int64_t)set_rows(p), 1, "a part has the rows asked for");
	tap_str(set_get(p, 0, "n"), "2", "beginning where it was asked to");
	tap_str(set_get(p, 1, "n"), NULL, "and no more");
	tap_ok(set_shape(p) == set_shape(s), "of the same shape");
	q = set_part(s, 2, 20);
	tap_int((int64_t)set_rows(q), 1, "nothing beyond the end");
	set_free(q);
	q = set_part(p, 0, 5);
	tap_str(set_get(q, 0, "m"), "b", "a part of a part");
	set_free(q);
	q = set_part(s, 7, 1);
	tap_int((int64_t)set_rows(q), 0, "nothing from beyond the end");
	set_free(q);
	set_free(p);
	q = set_part(NULL, 0, 1);
	tap_int((int64_t)set_rows(q), 0, "a part of nothing");
	set_free(q);
	tap_str(set_get(s, 0, "n"), "1", "the whole lives on");
	set_free(s);
}

static void
wrapped(void)
{
	static const char	*cells[] = { "NC-1", NULL, "NC-2", "x" };
	static const char *const same[] = { "ref", "at" };
	static const char *const other[] = { "at", "ref" };
	static const char *const joined[] = { "refat" };
	struct set		*s = set_wrap(cells, 2, 2, &source);
	struct set		*a = set_new(same, 2), *b = set_new(other, 2);
	struct set		*c = set_new(joined, 1);

	tap_str(set_get(s, 1, "at"), "x", "a wrapped cell");
	tap_str(set_get(s, 0, "at"), NULL, "a wrapped NULL");
	tap_str(set_at(s, 2, 0), NULL, "no wrapped third row");
	tap_ok(set_shape(s) == set_shape(a), "same columns, same shape");
	tap_ok(set_shape(s) != set_shape(b), "another order, another shape");
	tap_ok(set_shape(s) != set_shape(c), "names do not run together");
	tap_ok(set_shape(NULL) == 0 && set_shape(s) != 0, "0 is no shape");
	set_free(a);
	set_free(b);
	set_free(c);
	tap_int(released, 0, "the owner keeps its rows");
	set_free(s);
	tap_int(released, 1, "set_free() releases the owner");
}

static void
batches(void)
{
	static const struct statement one = { "one", "select $1", 1, false };
	static const struct statement two = { "two", "select 2", 0, false };
	static const struct statement three = { "three", "", 0, false };
	static const char *const      column[] = { "n" };
	struct batch		      b;
	char			      value[] = "v";
	int			      i;

	batch_init(&b);
	tap_ok(batch_set(&b, &one) == NULL, "an empty batch has no sets");
	batch_add(&b, &one, (const char *const[]){ value, NULL });
	value[0] = 'w';
	batch_add(&b, &two, (const char *const[]){ NULL });
	batch_add(&b, &one, (const char *const[]){ NULL, NULL });
	tap_int((int64_t)b.used, 3, "three entries");
	tap_str(b.entries[0].values[0], "v", "values are copied");
	tap_str(b.entries[2].values[0], NULL, "NULL is kept");
	tap_ok(batch_set(&b, &one) == NULL, "nothing came back yet");
	b.entries[0].set = set_new(column, 1);
	b.entries[2].set = set_new(column, 1);
	tap_ok(batch_set(&b, &one) == b.entries[2].set,
	    "of a statement asked twice the later answer");
	tap_ok(batch_set(&b, &three) == NULL, "one that was not asked");
	for (i = 0; i < 40; i++)
		batch_add(&b, &two, (const char *const[]){ NULL });
	tap_int((int64_t)b.used, 43, "a batch grows");
	batch_release(&b);
	tap_int((int64_t)b.used, 0, "and can be released");
	batch_release(&b);
	tap_ok(b.entries == NULL, "twice");
}

int
main(void)
{
	own();
	many();
	parts();
	wrapped();
	batches();
	return (tap_end());
}
