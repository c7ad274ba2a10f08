/*
 * What stands in backup_folder, all of it sealed by age to backup_key, so that
 * the machine that makes backups cannot read them:
 *
 *	base-BEGIN-END.tar.zst.age	the whole cluster, as pg_basebackup has
 *			it; times as 20261124T232205Z
 *	wal/NAME-SUM.zst.age	a segment of PostgreSQL's log, or a history;
 *			SUM is 16 hex digits of BLAKE2b over the plain bytes
 *	keys/keys-TIME.tar.age	the key store, for seven days at most
 */
#ifndef NC_TOOL_BACKUP_H
#define NC_TOOL_BACKUP_H

#include <limits.h>
#include <stdbool.h>
#include <time.h>

#include "nocape.h"

/* Debian's place for what is of one PostgreSQL. */
#define BACKUP_PGBIN "/usr/lib/postgresql/15/bin/"

enum { BACKUP_TIME = sizeof("20261124T232205Z"), KEYS_DAYS = 7 };

struct base { /* the times are seconds since 1970; name is "" for none */
	char   name[NAME_MAX + 1];
	time_t begun;
	time_t ended;
};

/* The folder, or NULL after a sentence: no backups are made here. */
const char *backup_folder(struct tool *);

/* A file in it, to free(). */
char *backup_path(struct tool *, const char *name);

/* Takes a base's name apart; false when it is something else. */
bool backup_is_base(const char *name, struct base *);

/* The newest base that ended by then. */
bool backup_base(struct tool *, time_t by, struct base *);

void   backup_stamp(time_t, char stamp[static BACKUP_TIME]);
time_t backup_time(const char *stamp); /* -1 when it is none */

/* Reads "2026-11-24T23:22:05Z"; -1 when it is not that. */
time_t backup_moment(const char *);

/* Runs the programs, whose last seals to backup_key, into folder/name: there
 * whole and on the disk, or not at all (after a sentence). */
bool backup_written(struct tool *, const char *name,
    const char *const *const programs[], int in);

/* Under its new name on the disk, or false after a sentence. */
bool backup_renamed(const char *from, const char *to);

/* Lets go what is older than the settings say, but never the newest base. */
void backup_expire(struct tool *);

#endif
