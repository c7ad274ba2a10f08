/* Wraps a result of libpq as a set, without copying a cell. */
#include "db_set.h"
#include "set_own.h"

static const char *
name(void *result, int column)
{
	return (PQfname(result, column));
}

static const char *
cell(void *result, size_t row, int column)
{
	if (PQgetisnull(result, (int)row, column))
		return (NULL);
	return (PQgetvalue(result, (int)row, column));
}

static void
cleared(void *result)
{
	PQclear(result);
}

struct set *
db_set(PGresult *result)
{
	static const struct set_source source = { name, cell, cleared };

	return (set_wrap(result, (size_t)PQntuples(result),
	    (size_t)PQnfields(result), &source));
}
