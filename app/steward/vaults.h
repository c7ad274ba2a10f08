/*
 * The key store's side of the database: what waits to be sealed, who has no
 * key, which keys nobody came in with, and who of the erased is back.  For
 * the steward, and for the tool at each start.
 */
#ifndef NC_STEWARD_VAULTS_H
#define NC_STEWARD_VAULTS_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

/* Each does so many at a time, each time one transaction, and tells how many
 * those were; none means that nothing waits.  Killed in the middle, what was
 * not done waits on.  False: vaults_problem() is a sentence. */
bool vaults_seal(PGconn *, size_t *done);
bool vaults_give(PGconn *, size_t *done);
bool vaults_clear(PGconn *, size_t *done);

/* How many of what waited last had a key that is gone: they wait on, and hold
 * up no other. */
size_t vaults_keyless(void);

/* All of it until nothing waits that has a key. */
bool vaults_all(PGconn *);

/* Goes through the list of the erased: keys that are back go, people who
 * are back are erased again.  *again: how many. */
bool vaults_replay(PGconn *, size_t *again);

const char *vaults_problem(void);

#endif
