/*
 * A visit is one request from its first byte to its last.  A page either
 * answers, or asks the database and then answers:
 *
 *	void
 *	requests_show(struct visit *v)
 *	{
 *		sql_requests_show(v->ask, visit_path(v, "ref"));
 *		sql_requests_show_messages(v->ask, visit_path(v, "ref"));
 *		ask(v, shown);
 *	}
 *
 *	static void
 *	shown(struct visit *v)
 *	{
 *		if (set_rows(visit_set(v, &SQL_requests_show)) == 0)
 *			reply_absent(v);
 *		else
 *			reply_page(v, &PAGE_requests_show);
 *	}
 *
 * All memory of a visit dies with it; pages free nothing.
 */
#ifndef NC_WEB_VISIT_H
#define NC_WEB_VISIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "batch.h"
#include "core/advice.h"
#include "view.h"

enum method { GET, POST };

/* Who may: the guard that rides in the batch (sql: visit()).  Whoever needs a
 * second step and has not taken it yet is somebody at HALF, a guest at OPEN,
 * GUEST and CAPABILITY, and is led to /second-factor from everywhere else. */
enum who {
	OPEN,	   /* no database at all: livez, static words */
	GUEST,	   /* anybody, signed in or not */
	HALF,	   /* anybody signed in, also before the second step */
	MEMBER,	   /* anybody signed in */
	GROUP,	   /* a member of some group */
	VOLUNTEER, /* has a volunteer's profile */
	DESK,	   /* coordinator of this community */
	BARRED,	   /* also somebody suspended, who comes nowhere else */
	CAPABILITY /* the link carries its own right */
};

struct form;
struct visit;

typedef void step(struct visit *);

struct route {
	enum method	   method;
	enum who	   who;
	const char	  *path; /* "/requests/:ref/claims" */
	step		  *first;
	const struct form *form;  /* POST: checked before first is called */
	step		  *again; /* POST: the page that holds the form */
	bool		   fresh; /* only for who proved who they are within the
				   * last ten minutes; /confirm asks others */
};

struct visit {
	struct batch	     *ask;  /* add statements here, then ask() */
	struct view	     *view; /* what the page may show */
	const struct route   *route;
	struct visit_machine *machine; /* web/ alone */
};

/* What was asked for.  NULL when absent; borrowed from the visit. */
const char *visit_path(struct visit *, const char *name); /* ":ref" */
const char *visit_query(struct visit *, const char *name);
const char *visit_field(struct visit *, const char *name); /* normalised */
const char *visit_field_at(struct visit *, const char *name, size_t i);

/* The query's value when it is one of the words (NULL-terminated), else the
 * first of them. */
const char *visit_query_of(struct visit *, const char *name,
    const char *const *words);

/* Where to go afterwards: the field "next", or the query's; a path of ours,
 * or "". */
const char *visit_next(struct visit *);

/* A code as people copy it, "1234 5678" or "ABCD-EFGH": without spaces and
 * dashes. */
const char *visit_copied(struct visit *, const char *name);

/* All values of a field as a PostgreSQL array literal, "{a,b}"; never NULL.
 * For checkboxes handed to a text[] parameter. */
const char *visit_fields(struct visit *, const char *name);

/* A file's single part of a multipart body is not part of the main job. */

/* printf into the visit's memory. */
const char *visit_print(struct visit *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* The identity, from the batch's first row; "" or false for a guest. */
const char *visit_who(struct visit *, const char *column);

/* Sends v->ask as one transaction; `then` runs after its Sync came back and
 * nothing in it failed.  A refused guard, a broken constraint, a repeat and
 * a lost connection are answered by the machine and `then` is not called. */
void ask(struct visit *, step *then);

/* The batch ends in a deed: a statement whose last row has the columns
 * answer (done|lost|absent), ref and said.  done: 303 to `to`, a path whose
 * %s (at most one) becomes ref; said, a key of the .say files, is shown
 * there in a banner.  lost: the page "someone was faster", said says what
 * happened.  absent: 404.  A form sent twice gets the first one's answer. */
void deed(struct visit *, const char *to);

const struct set *visit_set(struct visit *, const struct statement *);

/* Answers.  Exactly one per visit. */
void reply_page(struct visit *, const struct page *);

/* A list and the way to what comes after it: where its first row's `more` is
 * true, `value` is the last row's `column`. */
void visit_more(struct visit *, const struct statement *list, const char *value,
    const char *column);
void reply_to(struct visit *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3))); /* 303, local path */
/* 303 to `door`, which leads on to `next`, a local path or "". */
void reply_via(struct visit *, const char *door, const char *next);
/* Leads to `to` (303) when the set's first row has none of the words in that
 * column: what cannot be sent is not asked for.  False when one fits, and
 * always when a form is shown again, since nothing typed may be lost. */
bool reply_unless(struct visit *, const struct set *, const char *column,
    const char *words, const char *to);
void reply_absent(struct visit *); /* 404 */
void reply_body(struct visit *, const char *type, const char *name,
    const char *bytes, size_t); /* .ics, JSON; name NULL: inline */

/* The form once more with a sentence at a field: for what only a second
 * look finds.  Runs route->again; status 400. */
void again(struct visit *, const char *field, enum say);

/* Personal data, sealed under its subject's key and opened again from what
 * SQL's envelope() hands out (core/vault.h).  "" stays ""; NULL when it
 * cannot: then the form is shown again with SAY_general_seal, or the page
 * says that it cannot show it.  Templates open with {{phone|open}}.
 * visit_vault() is the subject as it came, or of "" a fresh one, which goes
 * again when the deed does not happen. */
const char *visit_vault(struct visit *, const char *subject);
const char *visit_seal(struct visit *, const char *place, const char *subject,
    const char *plain);
const char *visit_unseal(struct visit *, const char *envelope);

/* Fills a field that was not typed from an envelope.  A field left empty
 * because that did not open empties nothing: visit_sealed() is what a deed
 * keeps, NULL for what stands there; false when it cannot be sealed. */
void visit_fill(struct visit *, const char *field, const char *envelope);
bool visit_sealed(struct visit *, const char *place, const char *subject,
    const char *typed, const char **envelope);

/* Cookies beyond the machine's own two. __Host-, Secure, HttpOnly, Lax.
 * age 0 removes it; -1 lasts as long as the browser is open. */
void visit_cookie_set(struct visit *, const char *name, const char *, int age);
const char *visit_cookie(struct visit *, const char *name);

/* The User-Agent header, "" when absent. */
const char *visit_agent(struct visit *);

/* Where the visitor comes from, for limits: a keyed hash of the address, of
 * IPv6 of its first 64 bits. */
const char *visit_client(struct visit *);

/* BLAKE2b of the browser's own random cookie, hex; made when absent. */
const char *visit_browser(struct visit *);

/* A word for a page: known again when it comes back from this browser, with
 * this login, for this purpose.  112 hex digits, nobody can guess them; `at`
 * is the time, in seconds by the database's clock.  visit_word_back() says
 * when it was made; that it comes back once only, and not too late, is for the
 * deed to see to. */
const char *visit_word_new(struct visit *, const char *purpose, const char *at);
bool visit_word_back(struct visit *, const char *purpose, const char *word,
    int64_t *at);

/* The host alone of where this community is found. */
const char *visit_host(struct visit *);

/* Signs this browser in: sets the login cookie to a fresh 256-bit token and
 * returns its hash (hex), for the statement that stores it.  Called before
 * that statement is asked; the cookie goes out only with a done deed.
 * visit_login() is the hash of the cookie that came, "" for none. */
const char *visit_login_new(struct visit *);
const char *visit_login(struct visit *);
void	    visit_login_end(struct visit *); /* removes the cookie */

/* 256 bits in hex that nobody can guess, for `what`: made of the form's
 * operation with our key, so that a form sent twice makes the same. */
const char *visit_once(struct visit *, const char *what);

/* Argon2id in a bounded Kore task: 2 run, 20 wait, then 503 with
 * Retry-After.  visit_worked() is then "yes" or "no". */
void work_password(struct visit *, const char *password, const char *hash,
    step *then);
/* Makes a hash of a new password, handed to `then` by visit_worked(); NULL
 * when visit_advice() is not ADVICE_FINE. */
void work_password_new(struct visit *, const char *password, const char *name,
    const char *address, step *then);
enum advice visit_advice(struct visit *);
const char *visit_worked(struct visit *);

/* Where links to the visit's community begin, for what leaves the site. */
const char *visit_base_url(const struct visit *);

/* A setting of conf/nocape.conf by its name; NULL when not set. */
const char *visit_setting(const char *name);

#endif
