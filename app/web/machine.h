/*
 * What the machine keeps of a visit, and how its files call each other.
 * Pages see visit.h only.
 */
#ifndef NC_WEB_MACHINE_H
#define NC_WEB_MACHINE_H

#include <kore/kore.h>
#include <kore/http.h>

#include "core/memory.h"
#include "core/vault.h"
#include "db.h"
#include "pairs.h"
#include "secret.h"
#include "site.h"
#include "visit.h"

struct work;

enum mode {
	MODE_FIRST, /* the route's own step; a POST may write */
	MODE_AGAIN, /* shows a page: reads only */
	MODE_KEEP   /* stores what was typed, as a guest */
};

struct asked { /* one batch, newest first */
	struct batch  batch;
	struct asked *before;
};

struct visit_machine {
	struct visit		visit;
	struct http_request    *request;
	struct memory		memory;
	char			id[SECRET_REFERENCE];
	uint64_t		began;
	const struct community *community;
	enum language		language;
	enum method		method;
	enum mode		mode;

	struct pairs segments; /* of the path */
	struct pairs query;
	struct pairs typed;  /* the body as it came */
	struct pairs values; /* the form's fields, checked */
	const char  *cookies;
	char	     operation[SECRET_OPERATION];
	char	     body_hash[SECRET_HASH];

	step		  *next; /* runs when nothing is awaited */
	step		  *then; /* runs after the batch */
	bool		   waiting;
	struct db_job	   job;
	struct asked	  *asks;
	const char	  *deed_to;
	const char	  *door; /* where whose form was kept goes first */
	const struct page *late_page;

	int	     status; /* of a page; 0 is 200 */
	bool	     replied;
	struct pairs out; /* Set-Cookie values */

	const char *browser; /* the cookie; "" for none */
	bool	    browser_new;
	const char *login;
	char	    login_hash[SECRET_HASH];
	const char *login_new;
	bool	    login_ends;

	char vault[VAULT_SUBJECT]; /* a key made for this deed, or "" */

	struct work *work;
	const char  *worked;
	enum advice  advice;
};

/* visit.c */
void visit_wake(struct visit_machine *);

/* arrive.c: what came in.  0, or the status that refuses it. */
int	    arrive_parse(struct visit_machine *);
int	    arrive_route(struct visit_machine *);
int	    arrive_post(struct visit_machine *);
const char *arrive_place(struct visit_machine *); /* path?query */

/* ask.c */
void ask_begin(struct visit_machine *);	    /* a fresh v->ask */
void ask_reads(struct visit *, step *then); /* even in a POST */
void ask_release(struct visit_machine *);

/* trouble.c: what the database did not do. */
void trouble(struct visit_machine *);

/* deed.c */
void deed_again(struct visit *); /* form shown once more */
void deed_repeat(struct visit *);

/* reply.c */
void reply_status(struct visit *, const struct page *, int status);
void reply_late(struct visit *, const struct page *, int status);
void reply_trouble(struct visit *, int status);
void reply_wait(struct visit *, int seconds); /* 429, the form kept */
void reply_header(struct visit *, const char *name, const char *value);
void reply_send(struct visit_machine *, int status, const char *, size_t);

/* sealed.c: a key made for a deed that did not happen. */
void sealed_drop(struct visit_machine *);

/* cookies.c */
void	    cookies_read(struct visit_machine *);
void	    cookies_write(struct visit_machine *);
const char *cookies_browser(struct visit_machine *);
void	    cookies_token(struct visit_machine *, char into[SECRET_HASH]);

/* kept.c */
void kept_store(struct visit *, const char *door); /* then there */
void kept_show(struct visit *, const struct page *, int status);
void kept_fields(struct visit *, const struct pairs *, const char *path);

/* work.c */
void work_forget(struct visit_machine *);

#endif
