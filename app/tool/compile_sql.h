/* One question: a file below sql/ as the compiler understood it. */
#ifndef NC_TOOL_COMPILE_SQL_H
#define NC_TOOL_COMPILE_SQL_H

#include "compile_text.h"

struct param {
	char *name;
	char *type; /* as PostgreSQL spells it */
	int   line; /* where it is declared */
	bool  seen; /* stands in the statement */
};

struct question {
	const char   *file;
	char	     *name;	/* "tasks_show" */
	char	     *sentence; /* what it answers */
	struct param *params;
	size_t	      used;
	bool	      slow;
	struct text   text; /* with $1::type, without comments */
};

/* Refuses a file that is not one well-declared statement. */
struct question question_read(const char *file, const char *source);

#endif
