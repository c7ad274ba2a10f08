/* Fuzzes the reader of SQL files. */
#include "arena.h"

#include "../../app/tool/compile_text.c"
#include "../../app/tool/compile_sql_read.c"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char	       *source;
	struct question q;

	refused = arena_refused;
	if (setjmp(arena_out) == 0) {
		source = copy_print("-- A sentence.\n-- :id bigint\n%.*s",
		    (int)n, (const char *)bytes);
		q = question_read("fuzz.sql", source);
		/* A statement was read: its parameter is in it. */
		if (strstr(text_of(&q.text), "$1::bigint") == NULL)
			abort();
	}
	arena_empty();
	return (0);
}
