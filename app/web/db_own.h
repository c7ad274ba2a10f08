/* Between db.c, which knows jobs, and db_conn.c, which knows libpq. */
#ifndef NC_WEB_DB_OWN_H
#define NC_WEB_DB_OWN_H

#include <kore/kore.h>
#include <libpq-fe.h>

#include "db.h"

enum db_kind { DB_READS, DB_WRITES, DB_SLOW };

enum conn_state {
	CONN_DOWN,     /* waits for its next try */
	CONN_STARTING, /* PQconnectPoll wants more */
	CONN_UP
};

/* What comes back for a flight: a preparation or an entry's rows. */
struct leg {
	int prepares; /* place in SQL_all, or -1 */
	int entry;    /* place in the batch */
};

/* A job on its way; what is left of it when the visitor leaves. */
struct flight {
	struct db_job	 *job; /* NULL: nobody waits (any more) */
	struct leg	 *legs;
	size_t		  count;
	size_t		  landed;
	struct db_trouble trouble;
	bool		  failed;
	struct flight	 *next;
};

struct db_conn {
	struct kore_event event; /* first: Kore's rule */
	enum db_kind	  kind;
	enum conn_state	  state;
	PGconn		 *pg;
	int		  fd;
	bool		  writing;  /* write events asked for */
	bool		  stale;    /* connect again when empty */
	bool		 *prepared; /* by place in SQL_all */
	struct flight	 *first;
	struct flight	**last;
	size_t		  aloft;
	uint64_t	  since; /* of this state */
	uint64_t	  pause; /* before the next try, ms */
};

/* db_conn.c */
void conn_init(struct db_conn *, enum db_kind);
void conn_tick(struct db_conn *, uint64_t now);
bool conn_fly(struct db_conn *, struct db_job *); /* NULL: a Sync alone */
void conn_drop(struct db_conn *, const char *why);
void conn_close(struct db_conn *);
void conn_setup(const char *conninfo);

/* db_flight.c: what comes back on a connection that is up. */
struct flight *flight_new(struct db_job *);
void	       flight_free(struct flight *);
bool	       flight_send(struct db_conn *, struct flight *);
bool	       flight_land(struct db_conn *); /* false: connection lost */
bool	       flight_outdated(const struct flight *);
void	       flight_setup(void);
size_t	       flight_statements(void);

/* db.c */
void db_up(struct db_conn *); /* can take jobs (again) */
void db_landed(struct flight *);
void db_lost(struct flight *);

#endif
