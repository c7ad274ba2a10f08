/*
 * The vault: personal data sealed in the database, its keys kept outside of
 * it.  Who or what the data is of is a subject, 32 hex digits that stand in
 * the column `vault`; its key is a file of that name in the key store:
 *
 *	keys_folder/people/SUBJECT	master's version | nonce | wrapped key
 *	keys_folder/master.N		what wraps them; the highest N is current
 *	keys_folder/erased		"SUBJECT YYYY-MM-DD" a line
 *
 * A sealed value is "1." and base64url of nonce and XChaCha20-Poly1305's
 * bytes.  place ("accounts.phone"), subject and "1" are its associated data:
 * moved into another column or row it does not open.  "" stays "".
 * No value is ever looked up by its equal, so there is no keyed index.
 *
 * Destroying the key is what erases the data, in every backup as well.
 */
#ifndef NC_CORE_VAULT_H
#define NC_CORE_VAULT_H

#include <stdbool.h>
#include <stddef.h>

enum { VAULT_SUBJECT = 32 + 1 };

/* Opens the key store; makes it where there is none.  False: vault_problem()
 * is a sentence that says why. */
bool	    vault_start(const char *keys_folder);
const char *vault_problem(void);

/* A fresh key under a fresh name, on the disk when this returns.  In two steps
 * for who writes the name down before there is a key to lose. */
bool vault_new(char subject[VAULT_SUBJECT]);
void vault_name(char subject[VAULT_SUBJECT]);
bool vault_make(const char *subject);

/* Text to free(), or NULL when it cannot: no such key, or not of there. */
char *vault_seal(const char *place, const char *subject, const char *plain);
char *vault_unseal(const char *place, const char *subject, const char *sealed);

/* What SQL's envelope() hands out, "place|subject|sealed", opened. */
char *vault_open(const char *envelope);

/* Erases: noted in the list of the erased, then the key goes.  True also
 * when it was gone.  vault_drop() notes nothing: a key nobody came to own. */
bool vault_destroy(const char *subject);
bool vault_drop(const char *subject);

/* Sees to the disk what went and what was exchanged: a key that a power cut
 * brings back would be nobody's to destroy. */
bool vault_settled(void);

/* Calls for each line of the list of the erased until one says false: again
 * for whom a crash had noted twice. */
bool vault_erased(bool (*each)(void *, const char *subject), void *);

/* Keys that were opened are remembered for seconds.  Called now and then,
 * this wipes what is older; vault_forget() wipes all. */
void vault_tick(void);
void vault_forget(void);

/* Makes a new master key, wraps every key anew, removes the old ones.  Can
 * be killed and run again; others may read, add and destroy meanwhile.
 * Needs the right to list people/.  *turned: how many were wrapped anew. */
bool vault_rotate(size_t *turned);

/* Whether the store is whole and closed to others, else vault_problem(). */
bool vault_check(void);

#endif
