/* The trail's seals, heads and their file: kept by the steward. */
#ifndef NC_STEWARD_SEALER_H
#define NC_STEWARD_SEALER_H

#include <libpq-fe.h>
#include <stdint.h>

#include "core/settings.h"

/* Seals what is settled, signs a head when one is due, and appends what the
 * file does not have.  0, or -1 when the connection is gone. */
int sealer_run(PGconn *, const struct settings *);

/* The number of the file's last head: 0 for none, -1 when it cannot be read.
 * What a crash left half written at its end is cut off. */
int64_t heads_last(const char *path);

/* Adds a line to the file, and sees it to the disk; false with errno. */
bool heads_add(const char *path, const char *line);

#endif
