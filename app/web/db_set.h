/* A result of libpq as a set. */
#ifndef NC_WEB_DB_SET_H
#define NC_WEB_DB_SET_H

#include <libpq-fe.h>

#include "set.h"

/* Takes the result: set_free() clears it. */
struct set *db_set(PGresult *);

#endif
