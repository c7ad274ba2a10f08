/*
 * The database as a worker sees it: jobs go in, and come back once their
 * Sync has.  A job is one batch and one transaction.  Reads share one
 * pipelined connection, first come, first served; writes have four, one job
 * each at a time; what is marked slow has one of its own.
 */
#ifndef NC_WEB_DB_H
#define NC_WEB_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "batch.h"

enum db_end {
	DB_DONE,   /* the transaction is committed */
	DB_FAILED, /* PostgreSQL said no: see trouble; nothing was saved */
	DB_AWAY,   /* it could not be asked in time; nothing was saved */
	DB_UNKNOWN /* it was asked, and did not answer */
};

struct db_trouble { /* of the first statement that failed */
	const struct statement *statement;
	char			state[6]; /* SQLSTATE */
	char			constraint[64];
	char			detail[256];
	char			message[256];
};

struct db_job {
	struct batch *batch; /* gets the sets */
	bool	      write; /* is never sent twice */
	bool	      slow;
	void (*done)(struct db_job *); /* once */
	enum db_end	  end;
	struct db_trouble trouble;

	uint64_t	deadline; /* db.c alone, from here */
	int		tries;
	struct db_conn *conn;
	struct db_job  *next;
};

void db_start(const char *conninfo); /* once in a worker */
void db_stop(void);
void db_send(struct db_job *);	 /* may call done() at once */
void db_forget(struct db_job *); /* the visitor has left */
void db_tick(uint64_t now);	 /* every 100 to 250 ms */

#endif
