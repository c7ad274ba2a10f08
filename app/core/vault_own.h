/* What the files of the vault share; for vault*.c alone. */
#ifndef NC_CORE_VAULT_OWN_H
#define NC_CORE_VAULT_OWN_H

#include <sys/types.h>

#include <limits.h>
#include <stdint.h>

#include "core/vault.h"

enum { KEY = 32, NONCE = 24, TAG = 16, FILED = 4 + NONCE + KEY + TAG };

/* Keeps a sentence; always false. */
bool vault_failed(const char *, ...) __attribute__((format(printf, 1, 2)));

/* The path of a file of the store: "master.1", "people/…". */
const char *vault_path(char into[PATH_MAX], const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

bool vault_subject(const char *); /* looks like one */

/* A file of exactly n bytes. */
bool vault_read(const char *path, unsigned char *, size_t n);

/* Writes a file that must not be there yet, all the way to the disk if synced;
 * -1, or the file, still open.  Belongs to whom the folder of keys belongs to:
 * vault_owned() gives it away when root made it. */
int vault_write(const char *path, const unsigned char *, size_t n, bool synced);
bool vault_owned(int fd);

/* vault_master.c: the newest there is (0: none), one by its version, a new
 * one.  Masters are kept in memory once they were read. */
uint32_t vault_newest(void);
bool	 vault_master(uint32_t version, unsigned char key[KEY]);
bool	 vault_master_new(uint32_t version);

/* vault_key.c: the file of a key. */
bool	 vault_wrapped(unsigned char file[FILED], const char *subject,
	uint32_t version, const unsigned char key[KEY]);
bool	 vault_unwrapped(const unsigned char file[FILED], const char *subject,
	unsigned char key[KEY]);
uint32_t vault_version(const unsigned char file[FILED]);
bool	 vault_load(const char *subject, unsigned char key[KEY]);
/* Wraps it anew with the newest master; true when it is, or is gone.  Whoever
 * else is at it makes it false with errno EEXIST.  vault_settled() sees it to
 * the disk: the old master stays until then. */
bool vault_turn(const char *subject, bool *turned);

#endif
