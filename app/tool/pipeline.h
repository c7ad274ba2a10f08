/*
 * Programs that hand their bytes on, as `one | two | three` does in a shell,
 * but without a shell: no word is looked at twice, and the end of each counts.
 */
#ifndef NC_TOOL_PIPELINE_H
#define NC_TOOL_PIPELINE_H

#include <stdbool.h>

enum { PIPELINE_MOST = 4 };

/* Runs programs[0..] (NULL ends it; each is an argv that NULL ends, looked up
 * in PATH), the first reading `in` (-1: nothing), the last writing `out`
 * (-1: nowhere).  Waits for all; true when each ended with 0.  What went wrong
 * they told stderr themselves.  Neither descriptor is closed. */
bool pipeline(const char *const *const programs[], int in, int out);

#endif
